"""Who may come in, and what may leave: ASGI only, so that no page has to think of it."""
