"""The commands of `passerelle`: each reads its arguments, delegates, and prints."""
