"""What one page draws, in a file named after it."""
