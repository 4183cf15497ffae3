"""The rates: how many calls in how long, counted per key, per site and per address."""

import hmac
import logging
import math
import secrets
import threading
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from ipaddress import ip_address, ip_network

from limits import RateLimitItemPerSecond, parse
from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage
from limits.strategies import FixedWindowRateLimiter

from bot.clock import Clock
from bot.errors import BotError, ConfigurationFault, Unavailable
from bot.web.messages import COUNTERS_DOWN, RATE_EXCEEDED, RATE_UNREADABLE

logger = logging.getLogger(__name__)
_SLOWEST_SECONDS = 0.25
_REST_SECONDS = 10.0
_SALT_LIFE = timedelta(days=2)
_SUBNET = 64


@dataclass(frozen=True)
class Quota:
    """So many calls in so many seconds; `name` says of what: `address`, `key`, `site`…"""

    name: str
    calls: int
    seconds: int

    @property
    def header(self) -> str:
        """The quota as the field `RateLimit-Policy` writes it (IETF draft « RateLimit header fields »).

        >>> Quota("address", 1200, 60).header
        '"address";q=1200;w=60'
        """
        return f'"{self.name}";q={self.calls};w={self.seconds}'


@dataclass(frozen=True)
class Standing:
    """Where one caller stands: the calls left, and the seconds until they are counted anew."""

    quota: Quota
    left: int
    reset: int
    admitted: bool

    @property
    def headers(self) -> dict[str, str]:
        """The fields that tell the caller so; `Retry-After` as well for one that is refused."""
        told = {
            "RateLimit-Policy": self.quota.header,
            "RateLimit": f'"{self.quota.name}";r={self.left};t={self.reset}',
        }
        return told if self.admitted else {**told, "Retry-After": str(self.reset)}


class RateExceeded(BotError):
    """More calls than a quota allows; `standing` says when the next one may come."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(RATE_EXCEEDED.format(seconds=standing.reset))
        self.standing = standing


def quota_of(name: str, text: str) -> Quota | None:
    """Read a quota (« 1200/minute », « 50000/2 days »); nothing for an empty text: no limit.

    >>> quota_of("address", "1200/minute")
    Quota(name='address', calls=1200, seconds=60)
    """
    if not text.strip():
        return None
    try:
        read = parse(text)
    except ValueError as fault:
        raise ConfigurationFault(RATE_UNREADABLE.format(name=name, text=text)) from fault
    if read.amount < 1:
        raise ConfigurationFault(RATE_UNREADABLE.format(name=name, text=text))
    return Quota(name, read.amount, read.get_expiry())


@dataclass
class _Salt:
    day: date
    value: bytes


@dataclass
class _Shared:
    """The counters of several processes; left alone for a while when they do not answer."""

    storage: RedisStorage
    limiter: FixedWindowRateLimiter = field(init=False)
    rests_until: float = 0.0

    def __post_init__(self) -> None:
        self.limiter = FixedWindowRateLimiter(self.storage)

    @property
    def answers(self) -> bool:
        return time.monotonic() >= self.rests_until

    def rest(self, fault: StorageError) -> None:
        logger.warning("Redis does not answer (%s): rates are counted here meanwhile.", type(fault).__name__)
        self.rests_until = time.monotonic() + _REST_SECONDS


class Rates:
    """Counts calls in memory, or in Redis for several processes. Thread-safe.

    When Redis does not answer, each process counts for itself: a limit never stops the service.
    """

    def __init__(self, clock: Clock, redis_url: str = "") -> None:
        self._clock = clock
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = _Shared(_redis(redis_url)) if redis_url else None
        self._salt = _Salt(date.min, b"")
        self._turning = threading.Lock()

    @property
    def waits(self) -> bool:
        """Whether a call may wait for a network, and belongs in a thread."""
        return self._shared is not None

    def check(self) -> None:
        """Raise Unavailable while the common counters are left alone."""
        if self._shared is not None and not self._shared.answers:
            raise Unavailable(COUNTERS_DOWN)

    def hit(self, quota: Quota, subject: str) -> Standing:
        """Count one call of a subject (a key's id, a site's, a hashed address) and give its standing."""
        if self._shared is not None and self._shared.answers:
            try:
                return _counted(self._shared.limiter, quota, subject)
            except StorageError as fault:
                self._shared.rest(fault)
        return _counted(self._own, quota, subject)

    def admit(self, quota: Quota | None, subject: str) -> Standing | None:
        """Count one call, or raise RateExceeded; without a quota, everything is admitted."""
        if quota is None:
            return None
        standing = self.hit(quota, subject)
        if not standing.admitted:
            raise RateExceeded(standing)
        return standing

    def hashed(self, address: str) -> str:
        """Give what stands for an address today: a hash under a salt that is forgotten tomorrow.

        An IPv6 address counts with its /64, which is what one subscriber has.
        """
        return hmac.digest(self._todays_salt(), _subscriber(address).encode(), "sha256").hex()[:32]

    def _todays_salt(self) -> bytes:
        today = self._clock().date()
        with self._turning:
            if self._salt.day != today:
                self._salt = _Salt(today, self._common_salt(today) or secrets.token_bytes(32))
            return self._salt.value

    def _common_salt(self, day: date) -> bytes | None:
        """Give the salt that the processes share for a day, if they share anything."""
        if self._shared is None or not self._shared.answers:
            return None
        storage, name = self._shared.storage, f"passerelle:salt:{day.isoformat()}"
        try:
            storage.storage.set(name, secrets.token_hex(32), nx=True, ex=_SALT_LIFE)
            kept = storage.storage.get(name)
        except storage.base_exceptions as fault:
            self._shared.rest(StorageError(fault))
            return None
        return kept if isinstance(kept, bytes) else None


def _redis(url: str) -> RedisStorage:
    try:
        return RedisStorage(
            url,
            wrap_exceptions=True,
            socket_timeout=_SLOWEST_SECONDS,
            socket_connect_timeout=_SLOWEST_SECONDS,
        )
    except ValueError as fault:
        raise ConfigurationFault("BOT_REDIS_URL n'est pas l'adresse d'un serveur Redis.") from fault


def _counted(limiter: FixedWindowRateLimiter, quota: Quota, subject: str) -> Standing:
    item = RateLimitItemPerSecond(quota.calls, quota.seconds, namespace=f"passerelle-{quota.name}")
    admitted = limiter.hit(item, subject)
    stats = limiter.get_window_stats(item, subject)
    return Standing(quota, stats.remaining, max(1, math.ceil(stats.reset_time - time.time())), admitted)


def _subscriber(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return str(parsed)
    mapped = parsed.ipv4_mapped
    return str(mapped or ip_network((parsed, _SUBNET), strict=False))
