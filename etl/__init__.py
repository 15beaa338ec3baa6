"""CSV exports in, an immutable snapshot out: read → land → check → build → publish."""
