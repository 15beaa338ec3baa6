"""Accounts, their passwords, sessions and failed sign-ins, in one SQLite file of data/access."""
