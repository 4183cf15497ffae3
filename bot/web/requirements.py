"""The requirements: what a route asks of a request before it does anything."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request


def json_body(request: Request) -> None:
    """Refuse a body that is not declared as JSON: another site cannot send one without asking first."""
    essence = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    kind, _, subtype = essence.partition("/")
    if kind != "application" or not (subtype == "json" or subtype.endswith("+json")):
        raise HTTPException(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
