"""What is published comes to whoever asked for it: following, and the newsletter's issues.

Everything told here is told to one reader, decided by what they may read at that moment. Nobody sees who follows what.
"""
