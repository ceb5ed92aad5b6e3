"""The pages where people talk and read together."""
