"""Questions worth asking: the ones that come with the product, an organization's and a team's own, and which three stand
beside the work right now.

A rating is about a question, never about a person; what stands beside somebody's own account leaves no trace at all.
"""
