"""Evaluation: question sets, metrics and the runner."""
