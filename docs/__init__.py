"""What people read about the dashboard, and the program that takes its pictures."""
