"""Working agreements: where the line of acceptable practice is, written, reviewed and published by those who do the work.

They lie above the library, since their examples come from every step. No row points from one to a person's deed, and
none of them is something to hold against anybody.
"""
