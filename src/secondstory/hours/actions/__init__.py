"""What is said of the time this work takes, a file per verb."""
