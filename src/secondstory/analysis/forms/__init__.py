"""What people type, before a verb hears it."""
