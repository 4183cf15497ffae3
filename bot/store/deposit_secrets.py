"""The secrets of a deposit: the one that opens it, and the one that proves whose address it gives."""

import base64
from hashlib import sha256
from hmac import digest


def hashed(secret: str) -> str:
    """Give the hash by which a secret is known."""
    return sha256(secret.encode()).hexdigest()


def secret_of(salt: str, key: str) -> str:
    """Give the secret of a deposit: whoever has the key gets it again, the database alone does not."""
    return _written(digest(salt.encode(), key.encode(), "sha256"))


def proof_of(key: bytes, identity: str, email: str) -> str:
    """Give what only an e-mail to this address tells: whoever has it reads what is sent there."""
    return _written(digest(key, f"{identity} {email}".encode(), "sha256"))


def _written(found: bytes) -> str:
    return base64.urlsafe_b64encode(found).decode().rstrip("=")
