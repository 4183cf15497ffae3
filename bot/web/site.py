"""The site: the public address of this service, for the links that leave it."""

from starlette.requests import Request

from bot.settings import Settings
from bot.web.services import services_of

_UNSET = Settings.model_fields["public_url"].default


def site_of(request: Request) -> str:
    """Give the address of this service: BOT_PUBLIC_URL if it is set, else the one that was called."""
    told: str = services_of(request).settings.public_url
    return (str(request.base_url) if told == _UNSET else told).rstrip("/")
