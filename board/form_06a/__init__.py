"""Biểu II.06a: the form of a period, the province's own file, and where they differ."""
