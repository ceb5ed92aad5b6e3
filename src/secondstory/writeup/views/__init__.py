"""The pages of the write-up, one file per thing one looks at."""
