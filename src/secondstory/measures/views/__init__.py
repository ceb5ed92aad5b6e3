"""The pages, a file per thing they are about."""
