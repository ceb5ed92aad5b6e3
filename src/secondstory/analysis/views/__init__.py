"""The pages of analysis: a study's, the open questions, the catalogue of controls."""
