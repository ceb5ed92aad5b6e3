"""The keys that private words are sealed with: which there are, another one, an old one taken out."""
