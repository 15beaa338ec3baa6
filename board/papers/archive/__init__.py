"""Papers as they were sent, and what they would say now."""
