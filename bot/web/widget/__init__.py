"""Widget: the chat on other people's pages, from the script tag to the calls of its frame."""
