"""What a phrase is that one would not tell outside."""

from __future__ import annotations

from django.db.models import TextChoices


class Kind(TextChoices):
    PERSON = "person", "a name"
    HANDLE = "handle", "a handle"
    EMAIL = "email", "an e-mail address"
    SERVICE = "service", "a service of the catalogue"
    SUPPLIER = "supplier", "a supplier or somebody else outside"
    HOST = "host", "a host"
    IP = "ip", "an IP address"
    LINK = "link", "an internal address"
    TICKET = "ticket", "a ticket"
    OWN = "own", "chosen by hand"


WHY = {
    Kind.PERSON: "People appear outside by role, unless they said that their name may stand there.",
    Kind.HANDLE: "A handle is a name.",
    Kind.EMAIL: "It can be written to by anybody.",
    Kind.SERVICE: "It is a name of this house’s catalogue.",
    Kind.SUPPLIER: "They have not been asked.",
    Kind.HOST: "It shows how the house is built.",
    Kind.IP: "It shows how the house is built.",
    Kind.LINK: "Nobody outside can follow it, and it shows where things are.",
    Kind.TICKET: "Nobody outside can read it.",
    Kind.OWN: "Chosen by whoever prepared this.",
}
