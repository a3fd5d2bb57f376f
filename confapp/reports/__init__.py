"""What the organisers see: the day in figures, and the letters."""
