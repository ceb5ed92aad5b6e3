"""What can be found, one type a file: its document for the index, and its line on the results page.

Publishing lies above every step, so it can see them all; what lies higher still brings its own (``connect``).
Each file repeats its step's reading rule as keys (``search/keys.py``); tests/publishing/test_findable.py holds the two together.
"""
