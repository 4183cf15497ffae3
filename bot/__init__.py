"""Passerelle: the business-support matchmaking assistant of chambers of commerce."""

__version__ = "0.1.0"
