"""Biểu II.06a as a workbook."""
