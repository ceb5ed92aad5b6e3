"""What is done with a version for outside, a file per verb."""
