"""Asks the warehouse, judges, draws: everything between the published tables and a reader."""
