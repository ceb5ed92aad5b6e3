"""The promises of speed, one file per promise. ``make bench`` measures them and says whether each holds."""
