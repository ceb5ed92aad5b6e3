"""Measured points: read from what Prometheus, Grafana or a table says, and drawn. Plain Python, no Django."""
