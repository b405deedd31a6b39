print("n8n-sim")
