"""Every table of the board for a period, in one workbook."""
