"""The upkeep: what a process does beside the requests it serves: it sends, tends, and follows the others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.bootstrap import Passerelle
from bot.following import Follower
from bot.settings import Settings
from bot.signing import Signing, open_signing

if TYPE_CHECKING:
    from bot.mailing.courier import Courier
    from bot.web.between import Between


@contextmanager
def upkeep(passerelle: Passerelle) -> Iterator[None]:
    """Keep all of it going. Of the processes that share a database, one sends and tends at a time."""
    from bot.store.leases import Lease

    lease = Lease(passerelle.database, "courier")
    courier, follower = open_courier(passerelle, lease.held), open_follower(passerelle)
    courier.start()
    if passerelle.settings.is_shared:
        follower.start()
    try:
        yield
    finally:
        follower.stop()
        courier.stop()
        lease.release()


def open_follower(passerelle: Passerelle) -> Follower:
    """Give what takes in the changes that other processes make."""
    from bot.store.changes import Changes

    return Follower(
        Changes(passerelle.database).numbers,
        {"documents": passerelle.ingestion.follow, "catalogue": passerelle.matching.refresh},
    )


def open_courier(passerelle: Passerelle, chosen: Callable[[], bool] = lambda: True) -> "Courier":
    """Give the courier of the outbox, with the ways out that the settings name; it works while `chosen`."""
    from bot.mailing.courier import Courier
    from bot.mailing.sending import Sender, Smtp, Webhook
    from bot.store.cases import Cases
    from bot.store.outbox import Channel, Outbox
    from bot.store.retention import Retention, periods
    from bot.store.rollup import Rollup

    settings = passerelle.settings
    senders: dict[Channel, Sender] = {}
    if settings.smtp_url:
        senders["mail"] = Smtp(settings.smtp_url.get_secret_value(), settings.mail_from, settings.public_url)
    if settings.webhook_url:
        senders["webhook"] = Webhook(settings.webhook_url, settings.webhook_secret.get_secret_value())
    database, clock = passerelle.database, passerelle.clock
    retention = Retention(database, clock, periods(settings.keep_conversations, settings.keep_requests))
    chores = [Rollup(database, clock).round, between_of(passerelle).tend, retention.round]
    return Courier(Outbox(database, clock), Cases(database, clock), senders, chores, clock, chosen)


def between_of(passerelle: Passerelle) -> "Between":
    """Give what companies deposit for one another, over the finished parts."""
    from bot.retrieval.meaning import ShortTexts
    from bot.web.between import open_between

    signing, meaning = signing_of(passerelle.settings), ShortTexts(lambda: passerelle.embedder)
    # An address can be proved only where e-mails leave.
    proof_key = signing.key("courriel") if passerelle.settings.smtp_url else None
    return open_between(passerelle.database, passerelle.clock, signing.key("tableau"), meaning, proof_key)


def signing_of(settings: Settings) -> Signing:
    """Give the signing of the settings. Raises ConfigurationFault."""
    return open_signing(settings.secret.get_secret_value(), settings.data_dir)
