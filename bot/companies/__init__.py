"""Companies: who is asking, where they are, what they do, and where each fact was read."""
