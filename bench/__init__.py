"""What is measured, and against what: ratios within one run, never absolute times alone."""
