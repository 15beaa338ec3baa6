"""What writes office files, whatever the paper."""
