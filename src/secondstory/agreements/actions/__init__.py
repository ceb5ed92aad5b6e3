"""What people of a practice do with their agreements, a file per verb."""
