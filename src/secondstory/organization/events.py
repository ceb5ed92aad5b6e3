from secondstory.journal.kinds import declare

declare(
    person__joined="Somebody accepted an invitation and joined.",
    person__changed="Somebody changed their own name or time zone.",
    invitation__written="A steward wrote an invitation.",
    invitation__withdrawn="A steward withdrew an invitation.",
    team__formed="A team was added.",
    team__changed="A team's name or place in the tree changed.",
    team__joined="Somebody was added to a team.",
    team__left="Somebody left a team.",
    team__rota_changed="Somebody went on or off a team's on-call rota.",
    service__added="A service was added to the catalogue.",
    service__changed="A service in the catalogue changed.",
    role__given="Somebody was given a role in the organization.",
    role__taken_back="A role in the organization was taken back.",
    key__rotated="Private words were sealed anew with another key.",
    key__retired="A key was taken out of the ring: nothing was sealed with it any more.",
    key__lost="A key was given up as lost; what it had sealed stays sealed.",
    organization__changed="The organization's name, time zone or just-culture statement changed.",
)
