"""The pages of versions for outside: preparing one, answering for oneself, reading what went out."""
