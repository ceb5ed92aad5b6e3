"""What people do where they talk and read together, a file per verb."""
