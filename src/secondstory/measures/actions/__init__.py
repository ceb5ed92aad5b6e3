"""What people do here, a file per verb."""
