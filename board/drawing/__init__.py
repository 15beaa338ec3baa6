"""What pages draw with: blocks, tables, and the parts of each page, out of ready-made answers."""
