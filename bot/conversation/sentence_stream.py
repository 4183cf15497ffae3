"""The sentence stream: a text that comes piece by piece, given whole sentence by whole sentence."""

import re

from bot.documents.sentences import cut_sentences

_MARKERS = re.compile(r"^(?:\s*\[[\d\s,;]*\]?)+[\s.]*")
_SETTLED = 24
LONGEST = 1500
"""Characters without an end: no sentence is so long, what comes is not a text."""


class SentenceStream:
    """Gathers pieces. Markers that come after the full stop stay with their sentence."""

    def __init__(self) -> None:
        self._text = ""

    def feed(self, piece: str) -> list[str]:
        """Take a piece; give the sentences that are now known to be finished.

        >>> stream = SentenceStream()
        >>> stream.feed("Le four chauffe. [1] Le pain ")
        ['Le four chauffe. [1]']
        >>> stream.feed("cuit [2]."), stream.finish()
        ([], ['Le pain cuit [2].'])
        """
        self._text += piece
        if len(self._text) > LONGEST:
            raise ValueError("a sentence without end")
        pieces = self._pieces()
        # The last one may go on; and until its first word is whole, so may the one before.
        kept = 1 if pieces and _has_begun(self._text[pieces[-1][0] :]) else 2
        done, left = pieces[:-kept], pieces[-kept:]
        if done:
            self._text = self._text[left[0][0] :]
        return [text for _, text in done]

    def finish(self) -> list[str]:
        """Give what is left, once the text is over."""
        pieces, self._text = self._pieces(), ""
        return [text for _, text in pieces]

    def _pieces(self) -> list[tuple[int, str]]:
        """Give the sentences so far, each with its place in the text."""
        pieces: list[tuple[int, str]] = []
        place = 0
        for line in self._text.split("\n"):
            for start, end in cut_sentences(line):
                piece = line[start:end]
                markers = _MARKERS.match(piece) if pieces else None
                if markers:
                    before, text = pieces[-1]
                    pieces[-1] = before, f"{text} {markers.group().strip()}"
                    start += markers.end()
                    piece = piece[markers.end() :]
                if piece.strip():
                    pieces.append((place + start, piece.strip()))
            place += len(line) + 1
        return pieces


def _has_begun(text: str) -> bool:
    """Tell whether the first word of a sentence is whole."""
    return " " in text or len(text) >= _SETTLED
