"""The directory: a server on this machine that speaks the format of the « Recherche d'entreprises » API."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlparse

import httpx
import pytest

from bot.companies import directory as directory_module
from bot.companies.company import Company, Headcount
from bot.companies.directory import Directory, DirectoryUnavailable, Outcome, with_listing
from bot.companies.profile import Profile
from bot.companies.reading import read_profile
from bot.errors import InvalidInput, NotFound, Unavailable

BAKERY: dict[str, Any] = {
    "siren": "732829320",
    "nom_complet": "LE FOURNIL DE FIGEAC",
    "nom_raison_sociale": "LE FOURNIL DE FIGEAC",
    "activite_principale": "10.71C",
    "categorie_entreprise": "PME",
    "date_creation": "2015-03-02",
    "etat_administratif": "A",
    "nature_juridique": "5499",
    "tranche_effectif_salarie": "03",
    "annee_tranche_effectif_salarie": "2023",
    "siege": {
        "siret": "73282932000074",
        "commune": "46102",
        "libelle_commune": "FIGEAC",
        "code_postal": "46100",
        "departement": "46",
        "region": "76",
    },
}


def answer(*companies: dict[str, Any]) -> bytes:
    shown = {"results": list(companies), "total_results": len(companies), "page": 1, "per_page": 5}
    return json.dumps(shown).encode()


@dataclass
class Register:
    """A local directory: it gives its replies in turn, the last one for ever, and notes what it was asked."""

    replies: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    address: str = ""
    slowness: float = 0

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.replies.append(
            (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)
        )


@pytest.fixture
def register() -> Iterator[Register]:
    told = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parsed = urlparse(self.path)
            assert parsed.path == "/search"
            told.asked.append(parse_qs(parsed.query))
            time.sleep(told.slowness)
            status, headers, body = told.replies[min(len(told.asked), len(told.replies)) - 1]
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", **headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    told.address = f"http://127.0.0.1:{server.server_port}"
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def directory(register: Register, waits: list[float]) -> Directory:
    return Directory(register.address, wait=waits.append, jitter=lambda: 0.5)


def outcome_of(look_up: Callable[[], object]) -> DirectoryUnavailable:
    with pytest.raises(DirectoryUnavailable) as caught:
        look_up()
    assert "à la main" in caught.value.user_message
    assert isinstance(caught.value, Unavailable)
    return caught.value


def test_a_siren_gives_the_company_whole(register: Register, directory: Directory) -> None:
    register.reply(200, answer(BAKERY))
    (listing,) = directory.look_up("732 829 320")
    assert register.asked == [{"q": ["732829320"], "page": ["1"], "per_page": ["5"]}]
    assert (listing.name, listing.town, listing.is_open) == ("LE FOURNIL DE FIGEAC", "Figeac (46)", True)
    assert listing.company == Company(
        siren="732829320",
        siret="73282932000074",
        effectif=Headcount(6, 9),
        code_naf="10.71C",
        commune="46102",
        forme_juridique="SARL",
        created=date(2015, 3, 2),
    )


def test_a_name_gives_all_its_companies(register: Register, directory: Directory) -> None:
    register.reply(200, answer(BAKERY, {**BAKERY, "siren": "552100554", "etat_administratif": "C"}))
    assert [one.is_open for one in directory.look_up("fournil figeac")] == [True, False]


def test_a_siret_gives_only_the_company_of_its_siren(register: Register, directory: Directory) -> None:
    register.reply(200, answer({**BAKERY, "siren": "552100554"}, BAKERY))
    assert [one.siren for one in directory.look_up("73282932000074")] == ["732829320"]


def test_what_the_directory_hides_or_misspells_is_unknown(register: Register, directory: Directory) -> None:
    hidden = {
        "siren": "732829320",
        "nom_complet": "[NON-DIFFUSIBLE]",
        "tranche_effectif_salarie": "NN",
        "activite_principale": "99.99Z",
        "date_creation": "hier",
        "nature_juridique": 5499,
        "siege": {"commune": "[NON-DIFFUSIBLE]", "siret": "1"},
    }
    register.reply(200, answer(hidden))
    (listing,) = directory.look_up("732829320")
    assert listing.company == Company(siren="732829320")
    assert listing.name == "732829320"


def test_nobody_found_is_said_with_what_was_asked(register: Register, directory: Directory) -> None:
    register.reply(200, answer())
    with pytest.raises(NotFound, match="Aucune entreprise trouvée pour « 732829320 »"):
        directory.look_up("732829320")


def test_a_directory_that_is_off_is_never_asked() -> None:
    fault = outcome_of(lambda: Directory().look_up("732829320"))
    assert fault.outcome is Outcome.OFF
    assert not Directory().is_on


@pytest.mark.parametrize("asked", ["", "  ", "ab", "123456789", "12345678900011", "a" * 101, "le\x00nom"])
def test_what_cannot_be_searched_is_never_sent(asked: str, register: Register, directory: Directory) -> None:
    with pytest.raises(InvalidInput):
        directory.look_up(asked)
    assert register.asked == []


def test_too_many_requests_says_when_to_come_back(
    register: Register, directory: Directory, waits: list[float]
) -> None:
    register.reply(429, b"{}", Retry_After="17")
    fault = outcome_of(lambda: directory.look_up("732829320"))
    assert (fault.outcome, fault.retry_after) == (Outcome.BUSY, 17)
    assert "17 s" in fault.user_message
    assert (len(register.asked), waits) == (1, [])


def test_a_short_retry_after_is_waited_for(
    register: Register, directory: Directory, waits: list[float]
) -> None:
    register.reply(429, b"{}", Retry_After="1")
    register.reply(200, answer(BAKERY))
    assert len(directory.look_up("732829320")) == 1
    assert waits == [pytest.approx(1.1)]


def test_a_date_as_retry_after_counts_as_half_a_minute(register: Register, directory: Directory) -> None:
    register.reply(429, b"{}", Retry_After="Wed, 21 Oct 2026 07:28:00 GMT")
    assert outcome_of(lambda: directory.look_up("732829320")).retry_after == 30


def test_a_failing_server_is_tried_twice_more_with_growing_waits(
    register: Register, directory: Directory, waits: list[float]
) -> None:
    register.reply(502, b"<html>Bad gateway</html>")
    assert outcome_of(lambda: directory.look_up("732829320")).outcome is Outcome.DOWN
    assert len(register.asked) == 3
    assert waits == [pytest.approx(0.3), pytest.approx(0.6)]


def test_a_server_that_recovers_is_believed(register: Register, directory: Directory) -> None:
    register.reply(503)
    register.reply(200, answer(BAKERY))
    assert len(directory.look_up("732829320")) == 1


def test_a_slow_server_is_left(
    register: Register, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(directory_module, "_TIMEOUT", httpx.Timeout(0.05))
    register.slowness = 0.2
    register.reply(200, answer(BAKERY))
    assert outcome_of(lambda: directory.look_up("732829320")).outcome is Outcome.TOO_SLOW
    assert len(register.asked) == 3


def test_a_server_that_is_not_there_is_down(waits: list[float]) -> None:
    nobody = Directory("http://127.0.0.1:9", wait=waits.append)
    assert outcome_of(lambda: nobody.look_up("732829320")).outcome is Outcome.DOWN
    assert len(waits) == 2


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"{}",
        b'{"results": {}}',
        b'{"results": [3]}',
        b'{"results": [{"siren": "1"}]}',
        b"\xff{",
    ],
)
def test_an_answer_of_another_shape_is_unreadable(
    body: bytes, register: Register, directory: Directory
) -> None:
    register.reply(200, body)
    assert outcome_of(lambda: directory.look_up("732829320")).outcome is Outcome.UNREADABLE
    assert len(register.asked) == 1


def test_an_endless_answer_is_cut(register: Register, directory: Directory) -> None:
    register.reply(200, b" " * 2_100_000)
    assert outcome_of(lambda: directory.look_up("732829320")).outcome is Outcome.UNREADABLE


@pytest.mark.parametrize("status", [302, 400, 403, 404])
def test_a_refusal_is_not_tried_again(status: int, register: Register, directory: Directory) -> None:
    register.reply(status, json.dumps({"erreur": "Veuillez indiquer au moins un paramètre."}).encode())
    assert outcome_of(lambda: directory.look_up("732829320")).outcome is Outcome.REFUSED
    assert len(register.asked) == 1


def test_each_outcome_has_its_own_words() -> None:
    assert len({DirectoryUnavailable(outcome, 5).user_message for outcome in Outcome}) == len(Outcome)


def test_a_listing_fills_what_is_missing_and_leaves_corrections(
    register: Register, directory: Directory
) -> None:
    register.reply(200, answer(BAKERY))
    (listing,) = directory.look_up("732829320")
    said = read_profile("Je suis boulanger, on est 8 salariés", Profile(), date(2026, 11, 22))
    profile = with_listing(said.corrected("commune", "Gramat"), listing)
    assert profile.company.commune == "46128"
    assert profile.company.effectif == Headcount(8, 8)
    assert profile.company.created == date(2015, 3, 2)
    assert profile.facts["code_naf"].origin == "directory"
    assert profile.to_json()["siren"]["label"] == "SIREN 732 829 320"


def test_a_listing_that_differs_from_what_was_said_is_asked_about(
    register: Register, directory: Directory
) -> None:
    register.reply(200, answer(BAKERY))
    (listing,) = directory.look_up("732829320")
    said = read_profile("on est 25 salariés à Rodez", Profile(), date(2026, 11, 22))
    assert len(with_listing(said, listing).contradictions) == 2
