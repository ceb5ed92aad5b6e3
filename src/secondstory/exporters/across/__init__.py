"""What studies say, across all that one reads, as tables to look at with other tools: CSV and JSON in one archive."""
