"""A bundle of our own making, from here or another installation: read as one value, checked whole, then written."""
