"""Who is here and how we work: people, teams, services, invitations, the just-culture statement, the process.

Models are in ``people``; the verbs and pages stand here, above the journal and the layout (decision 0004).
"""
