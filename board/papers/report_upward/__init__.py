"""The report upward."""
