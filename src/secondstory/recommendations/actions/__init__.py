"""The verbs of recommendations: propose, decide, follow through, revise."""
