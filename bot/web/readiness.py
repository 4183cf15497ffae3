"""The readiness: the checks of the parts that the settings name, and that answers can do without."""

from bot.bootstrap import Passerelle
from bot.store.outbox import Outbox
from bot.web.services import Check


def lesser_checks_of(passerelle: Passerelle) -> dict[str, Check]:
    """Give them by the French names of their parts. None asks anything of the other side: each tells what
    was met at the last use."""
    outbox, settings = Outbox(passerelle.database, passerelle.clock), passerelle.settings
    checks: dict[str, Check] = {}
    if passerelle.writer is not None:
        checks["modèle de langue"] = passerelle.writer.check
    if settings.smtp_url:
        checks["courriels"] = lambda: outbox.check("mail")
    if settings.webhook_url:
        checks["évènements"] = lambda: outbox.check("webhook")
    return checks
