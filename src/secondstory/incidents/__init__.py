"""Notes, signals, incidents, retrospectives, and who takes part in them."""
