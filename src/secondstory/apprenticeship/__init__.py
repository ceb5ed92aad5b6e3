"""How people come to know this work: from reading to leading, and what they ask while everything is new to them.

They lie above the library, since newcomers read and practice there. Who is how far is read by the learner and the
mentor they chose, and by nobody else; nothing here is a certificate.
"""
