"""The refusals of the widget: a page that may not show the chat, a token that opens nothing."""

from bot.errors import BotError


class SiteRefused(BotError):
    """This site may not use the chat now: unknown, closed or another origin, never told apart."""


class TokenRefused(BotError):
    """A token that is forged, expired or meant for something else: never told apart."""
