"""Published methods as pure functions: values in, values out."""
