"""What happens in review, verb by verb."""
