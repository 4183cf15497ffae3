"""The loader: `/widget.js`, one script made of the widget's modules, small, versioned and kept for long."""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Header, Query
from starlette.responses import Response

_MODULES: Final = ("colours", "protocol", "loader-texts", "loader-style", "loader-parts", "loader-chat")
_LAST: Final = ("loader-element", "loader-main")
_FOLDER = Path(__file__).parent.parent / "static" / "js" / "widget"
_IMPORT = re.compile(r"^import .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_COMMENT = re.compile(r"^ *(?://.*|/\*\*.*\*/)\n", re.MULTILINE)
_FOREVER: Final = "public, max-age=31536000, immutable"
_A_WHILE: Final = "public, max-age=3600, stale-while-revalidate=86400"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Loader:
    """The script, as it is and compressed, and the version that names its content."""

    text: bytes
    compressed: bytes
    version: str


@cache
def loader() -> Loader:
    """Give the script: the modules joined in one function, so that nothing of it leaks into the page."""
    modules = [_FOLDER.joinpath(f"{name}.js").read_text("utf-8") for name in (*_MODULES, *_LAST)]
    joined = "".join(_EXPORT.sub("", _IMPORT.sub("", _COMMENT.sub("", module))) for module in modules)
    text = f'(() => {{\n"use strict";\n{joined}}})();\n'.encode()
    return Loader(text, gzip.compress(text, mtime=0), sha256(text).hexdigest()[:12])


@router.get("/widget.js")
def script(
    v: Annotated[str, Query(max_length=64)] = "",
    accept_encoding: Annotated[str, Header()] = "",
    if_none_match: Annotated[str, Header()] = "",
) -> Response:
    """Give the loader. Under its version it never changes; without one, browsers ask again every hour."""
    made = loader()
    headers = {
        "Cache-Control": _FOREVER if v == made.version else _A_WHILE,
        "ETag": f'W/"{made.version}"',
        "Vary": "Accept-Encoding",
        # Pages of any origin may load it, under an integrity check too.
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if made.version in if_none_match:
        return Response(status_code=304, headers=headers)
    packed = "gzip" in accept_encoding
    if packed:
        headers["Content-Encoding"] = "gzip"
    body = made.compressed if packed else made.text
    return Response(body, media_type="text/javascript; charset=utf-8", headers=headers)
