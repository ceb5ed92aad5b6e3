"""One verb, one function; the files are named by what they are about."""
