"""The signing: one secret of this service, and the keys that are derived from it, one a purpose."""

import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import ConfigurationFault

SHORTEST = 32
_FILE = "signing.key"


@dataclass(frozen=True)
class Signing:
    """The secret; it never leaves, only what is derived from it does."""

    secret: bytes = field(repr=False)

    def key(self, *purpose: str) -> bytes:
        """Give the key of a purpose: 256 bits, which tell nothing of the secret nor of another key.

        >>> signing = Signing(b"un secret de trente-deux octets ou plus")
        >>> signing.key("jeton") == signing.key("jeton"), signing.key("jeton") == signing.key("visiteur")
        (True, False)
        >>> signing.key("a", "bc") == signing.key("ab", "c")
        False
        """
        return hmac.digest(self.secret, "\0".join(purpose).encode(), "sha256")


def open_signing(given: str, folder: Path) -> Signing:
    """Give the signing of a setting, else of the data folder, where the secret is made at first need.

    Raises ConfigurationFault when the one given is too short to keep anything safe.
    """
    if given:
        if len(given) < SHORTEST:
            raise ConfigurationFault(f"BOT_SECRET doit compter au moins {SHORTEST} caractères.")
        return Signing(given.encode())
    path = folder / _FILE
    if not path.exists():
        _make(path)
    return Signing(path.read_bytes())


def _make(path: Path) -> None:
    """Write a new secret, whole or not at all; leave the one that another process wrote meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(handle, secrets.token_urlsafe(48).encode())
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()
