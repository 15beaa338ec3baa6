"""Registers: entry files, who may enter, how far each reaches, scorecards, workstreams."""
