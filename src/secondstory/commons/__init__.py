"""Where people of different teams talk about what was published, and read together.

A conversation is read by exactly those here who may read what it is about: it has no readers of its own, and follows
when a text is withdrawn or closed to some. Nobody outside reads one, whatever it is about. Nothing is voted on or counted.
"""
