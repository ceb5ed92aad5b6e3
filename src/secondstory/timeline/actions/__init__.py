"""The verbs of the timeline, one file each."""
