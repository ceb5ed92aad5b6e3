"""Pages and answers of this step."""
