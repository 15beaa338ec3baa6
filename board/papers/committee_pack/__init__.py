"""The committee's pack: one content, written as slides and as print."""
