"""What a parser found in a file: blocks or raw text, and what the file says of itself."""

import json
from dataclasses import asdict, dataclass

from bot.documents.blocks import Block


class ParseError(Exception):
    """A parser will not or cannot read the file; `cause` is the name of a Refusal."""

    def __init__(self, cause: str, limit: int | None = None) -> None:
        super().__init__(cause)
        self.cause = cause
        self.limit = limit


@dataclass(frozen=True)
class Parsed:
    """The harvest of one file: `text` when it has lines only, `blocks` when it has a structure."""

    text: str = ""
    blocks: tuple[Block, ...] = ()
    title: str = ""
    publisher: str = ""
    url: str | None = None
    published: str | None = None
    published_certain: bool = False
    whole: str = ""
    """All the text of the file, clutter included, where the parser itself leaves some out."""

    def to_json(self) -> str:
        """Give the form that crosses from the parsing process."""
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(payload: str) -> "Parsed":
        """Read what `to_json` wrote."""
        fields = json.loads(payload)
        fields["blocks"] = tuple(Block(**block) for block in fields["blocks"])
        return Parsed(**fields)
