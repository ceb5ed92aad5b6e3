"""Looking at how we learn, without counting people (docs/explanation/what-is-measured-and-what-is-not.md).

It looks at every step and no step looks at it: what it shows beside a published text is connected in config/wiring.py.
"""
