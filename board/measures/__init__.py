"""Measures computed, compared with targets and judged, and the rows that they count."""
