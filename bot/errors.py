"""The error tree: one class a cause, each with a French message for the person who meets it.

BotError
├── InvalidInput              the request itself is wrong (422)
│   ├── MessageTooLong
│   └── UnreadableDocument    a file that cannot become a document
├── NotFound                  nothing of that name, or not for this visitor (404)
├── ConfigurationFault        settings, seeds or prompts that cannot work
├── DataFolderBusy            another process owns the data folder
└── Unavailable               a part is down for now (503)
    ├── IndexUnavailable
    └── StorageUnavailable
"""


class BotError(Exception):
    """Any fault that Passerelle knows how to name; `user_message` is French and safe to show."""

    def __init__(self, user_message: str) -> None:
        super().__init__(user_message)
        self.user_message = user_message


class InvalidInput(BotError):
    """What was sent cannot be used as it is."""


class MessageTooLong(InvalidInput):
    """A chat message beyond the limit."""


class UnreadableDocument(InvalidInput):
    """A file that cannot be read as a document: empty, encrypted, binary, too large…"""


class NotFound(BotError):
    """No such thing, or none that this visitor may see: the two are never told apart."""


class ConfigurationFault(BotError):
    """A setting, seed, glossary or prompt that must be mended before anything works."""


class DataFolderBusy(BotError):
    """The data folder is already open in another process."""


class Unavailable(BotError):
    """A part that is down for now; the same call may work later."""


class IndexUnavailable(Unavailable):
    """The search index cannot answer; never to be confused with « nothing found »."""


class StorageUnavailable(Unavailable):
    """The database cannot read or write."""
