"""What a reader sees: a module a page or paper, labels, numbers and dates. Measures bring their own names."""
