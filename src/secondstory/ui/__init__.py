"""Layout, components, template tags and static files. Knows no step of the practice."""
