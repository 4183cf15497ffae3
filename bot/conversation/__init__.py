"""Conversation: understanding a message and answering it with cited evidence."""
