"""Barometer: what companies ask for, counted so that none of them can be told from the counts."""
