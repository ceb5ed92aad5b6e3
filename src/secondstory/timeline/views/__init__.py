"""The pages of the timeline, one file per thing one looks at."""
