"""What commands of `python -m board` do; board/__main__.py reads their arguments."""
