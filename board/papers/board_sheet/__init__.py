"""The executive board's weekly sheet."""
