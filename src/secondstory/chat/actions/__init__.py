"""What a chat brings, a file per verb."""
