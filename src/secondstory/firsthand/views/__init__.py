"""Pages of accounts and conversations."""
