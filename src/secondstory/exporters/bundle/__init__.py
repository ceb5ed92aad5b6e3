"""A study in one zip that another installation takes in: ``retro-<id>.zip``. docs/reference/bundle-format.md tells
it to those who write readers."""
