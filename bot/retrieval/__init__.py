"""Retrieval: the embedder, the index and the search over passages."""
