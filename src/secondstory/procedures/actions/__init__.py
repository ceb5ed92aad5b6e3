"""What people do with the register, a file per verb."""
