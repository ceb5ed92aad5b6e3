"""How the process is questioned, changed and looked at, a file per verb."""
