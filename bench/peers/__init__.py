"""Pages over the same data written as others would, to be timed beside ours."""
