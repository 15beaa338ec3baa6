"""What a meeting discusses: its agenda, and what changed between two days."""
