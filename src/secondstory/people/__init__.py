"""Users, teams, services, roles, sign-in."""
