"""Matching: programmes, people and fellow companies that fit, and why."""
