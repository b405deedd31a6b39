print("n8n-ops")
