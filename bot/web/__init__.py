"""Web: the HTTP application, its pages and its static files."""
