"""A learner's own way, what a mentor sees of it, and the exercises."""
