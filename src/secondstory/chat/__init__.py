"""What comes in from a chat: a command, a mention or a message becomes a note, or the beginning of an incident.

Only what is signed is read, nothing is asked of the chat in turn, and the answer stands in the response.
"""
