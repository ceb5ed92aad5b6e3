"""What binds a team: its procedures, what each is for, since when, and how it is really done; so that one can go when one
comes. It is about rules, never about whoever follows one."""
