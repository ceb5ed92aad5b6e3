"""The way out by mail: an outbox of plain messages, and their delivery.

It knows no step. A row says to whom, of which kind and about which ids; what a mail says is composed by the step that
queued it, at the moment of sending, from what its reader may read just then.
"""
