"""The library: published editions, found and read."""
