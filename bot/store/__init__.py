"""Store: the database tables, their migrations and repositories."""
