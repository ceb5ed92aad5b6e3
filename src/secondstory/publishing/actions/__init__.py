"""What can be done with a publication, one verb a file."""
