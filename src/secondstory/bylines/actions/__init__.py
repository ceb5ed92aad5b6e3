"""What people do with their own name, a file per verb."""
