"""The process as defined: versions, stages, transitions, templates."""
