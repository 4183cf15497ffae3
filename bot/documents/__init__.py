"""Documents: what is read, cleaned and cut into passages and sentences with exact offsets."""
