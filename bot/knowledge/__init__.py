"""Knowledge: what editors do with documents, from a draft to what questions find."""
