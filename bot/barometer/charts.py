"""The charts: bars and columns as SVG, drawn from published counts, a hidden one as a dashed outline."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

_ROW, _BAR, _WIDTH, _NUMBER = 48, 16, 400, 72
_COLUMN_HEIGHT: Final = 190
_COLUMNS_WIDTH: Final = 560
HIDDEN: Final = "masqué"


@dataclass(frozen=True)
class Bar:
    """One bar; a value of None is hidden."""

    label: str
    value: int | None
    shown: str = ""

    @property
    def words(self) -> str:
        """What is written beside it."""
        return self.shown or (HIDDEN if self.value is None else str(self.value))


def bars(identity: str, title: str, values: Sequence[Bar]) -> str:
    """Give horizontal bars, each under its name; title and description tell them to who cannot see them."""
    top = max((bar.value or 0 for bar in values), default=0) or 1
    room = _WIDTH - _NUMBER
    pieces = []
    for place, bar in enumerate(values):
        y = place * _ROW
        length = 28.0 if bar.value is None else max(room * bar.value / top, 2 if bar.value else 0)
        kind = "chart-hidden" if bar.value is None else "chart-bar"
        pieces += [
            _text("label", (1, y + 14), "start", _short(bar.label)),
            _rect(kind, (1, y + 21), (length, _BAR)),
            _text("number", (length + 9, y + 21 + _BAR - 3), "start", bar.words),
        ]
    return _drawing(identity, title, values, (_WIDTH, max(len(values), 1) * _ROW), pieces)


def columns(identity: str, title: str, values: Sequence[Bar]) -> str:
    """Give upright columns, for what follows time."""
    top = max((bar.value or 0 for bar in values), default=0) or 1
    step = _COLUMNS_WIDTH / max(len(values), 1)
    pieces = []
    for place, bar in enumerate(values):
        tall = 20.0 if bar.value is None else max(_COLUMN_HEIGHT * bar.value / top, 2 if bar.value else 0)
        kind = "chart-hidden" if bar.value is None else "chart-bar"
        x, middle = place * step + step * 0.15, place * step + step / 2
        y = _COLUMN_HEIGHT + 24 - tall
        pieces += [
            _rect(kind, (x, y), (step * 0.7, tall)),
            _text("number", (middle, y - 7), "middle", bar.words),
            _text("label", (middle, _COLUMN_HEIGHT + 46), "middle", _short(bar.label)),
        ]
    size = (_COLUMNS_WIDTH, _COLUMN_HEIGHT + 60)
    return _drawing(identity, title, values, size, pieces, " chart-columns")


def _drawing(
    identity: str,
    title: str,
    values: Sequence[Bar],
    size: tuple[int, int],
    pieces: Sequence[str],
    kind: str = "",
) -> str:
    told = " ; ".join(f"{bar.label} : {bar.words}" for bar in values)
    return (
        f'<svg class="chart{kind}" viewBox="0 0 {size[0]} {size[1]}" role="img" '
        f'aria-labelledby="{identity}-title {identity}-desc">'
        f'<title id="{identity}-title">{escape(title)}</title>'
        f'<desc id="{identity}-desc">{escape(told)}</desc>{"".join(pieces)}</svg>'
    )


def _text(kind: str, at: tuple[float, float], anchor: str, words: str) -> str:
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}"'
    return f'<text class="chart-{kind}" {place}>{escape(words)}</text>'


def _rect(kind: str, at: tuple[float, float], size: tuple[float, float]) -> str:
    place = f'x="{at[0]:.1f}" y="{at[1]:.1f}" width="{size[0]:.1f}" height="{size[1]:.1f}"'
    return f'<rect class="{kind}" {place} rx="4"/>'


def _short(label: str) -> str:
    return label if len(label) <= 46 else label[:45].rstrip() + "…"
