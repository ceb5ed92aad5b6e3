"""The pages of review: the round, and the final text."""
