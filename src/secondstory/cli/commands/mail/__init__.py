"""Send the news that waits, and see what waits or was refused."""
