"""The verbs of analysis. Saying the same thing twice changes nothing."""
