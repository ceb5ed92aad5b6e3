"""How the language engine shows itself to people who write: what is looked for here, what was answered, what is asked.

The engine is ``secondstory.language``. This package lays the organization's choices over its rules, reads a text for
somebody while they write (in memory, kept nowhere), and holds what they answered about a text that others read, too.
"""
