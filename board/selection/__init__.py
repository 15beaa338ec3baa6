"""What is asked about: units, dossiers, periods, and of whom something is known."""
