// Filled by the first commit of this floor's tests.
