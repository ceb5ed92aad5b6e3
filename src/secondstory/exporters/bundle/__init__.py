"""A study in one zip that another installation takes in: ``retro-<id>.zip``. ``tables.py`` lists what it holds."""
