"""What happened in the system: append-only, gapless, written in the same transaction as the change."""
