"""Changes we propose, traced to what was found."""
