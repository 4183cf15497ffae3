"""Adviser: the workspace of those who answer requests, behind a login."""
