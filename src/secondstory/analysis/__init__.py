"""The system, its controls and how each fared; what we found, what we still ask."""
