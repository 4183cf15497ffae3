from collections.abc import Iterator

import httpx
import pytest
from fakes import FakeWeb

from bot.documents.fetching import LARGEST, SECONDS, Fetcher, FetchRefused

PAGE = {"content-type": "text/html; charset=utf-8"}


@pytest.fixture
def web() -> FakeWeb:
    return FakeWeb({"cci.fr/aide": httpx.Response(200, headers=PAGE, text="<p>Le four ouvre.</p>")})


def test_a_page_is_asked_of_the_very_address_that_was_judged(web: FakeWeb) -> None:
    fetched = web.fetcher().fetch(" https://cci.fr/aide ")
    assert (fetched.name, fetched.data) == ("aide.html", b"<p>Le four ouvre.</p>")
    request = web.asked[0]
    assert (request.url.host, request.headers["host"]) == (web.address, "cci.fr")
    assert request.extensions["sni_hostname"] == "cci.fr"


@pytest.mark.parametrize(
    "address",
    ["10.0.0.8", "127.0.0.1", "169.254.169.254", "100.64.1.1", "224.0.0.251", "::1", "fe80::1%eth0",
     "2002:0a00:0001::1", "64:ff9b::a00:1", "64:ff9b:1::a00:1", "::ffff:10.0.0.1", "0.0.0.0", "fd00::2"],
)  # fmt: skip
def test_a_host_inside_is_never_asked(web: FakeWeb, address: str) -> None:
    web.address = address
    with pytest.raises(FetchRefused) as refusal:
        web.fetcher().fetch("http://cci.fr/aide")
    assert refusal.value.cause == "private"
    assert web.asked == []


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    fetcher = Fetcher(
        httpx.MockTransport(lambda _: httpx.Response(200)), lambda *_: ["93.184.215.14", "10.0.0.1"]
    )
    with pytest.raises(FetchRefused, match="Web public"):
        fetcher.fetch("http://cci.fr/")


@pytest.mark.parametrize(
    ("address", "cause"),
    [("ftp://cci.fr/a", "address"), ("file:///etc/passwd", "address"), ("http://a:b@cci.fr/", "address"),
     ("cci.fr", "address"), ("http://cci.fr:6379/", "port"), ("http://[::1", "address")],
)  # fmt: skip
def test_what_is_no_page_of_the_web_is_refused_before_any_look_up(address: str, cause: str) -> None:
    with pytest.raises(FetchRefused) as refusal:
        Fetcher(resolve=lambda *_: pytest.fail("looked up")).fetch(address)
    assert refusal.value.cause == cause


def test_each_redirection_is_judged_anew() -> None:
    hosts = {"cci.fr": "93.184.215.14", "interne.cci.fr": "192.168.0.4"}
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["host"])
        return httpx.Response(302, headers={"location": "http://interne.cci.fr/admin"})

    with pytest.raises(FetchRefused) as refusal:
        Fetcher(httpx.MockTransport(answer), lambda host, port: [hosts[host]]).fetch("https://cci.fr/")
    assert (refusal.value.cause, asked) == ("private", ["cci.fr"])


def test_a_redirection_to_another_page_is_followed_and_an_endless_one_is_not(web: FakeWeb) -> None:
    web.pages["cci.fr/ancien"] = httpx.Response(301, headers={"location": "/aide"})
    web.pages["cci.fr/boucle"] = httpx.Response(302, headers={"location": "/boucle"})
    assert web.fetcher().fetch("http://cci.fr/ancien").url == "http://cci.fr/aide"
    with pytest.raises(FetchRefused) as refusal:
        web.fetcher().fetch("http://cci.fr/boucle")
    assert refusal.value.cause == "redirects"


def test_a_page_too_large_or_too_slow_is_left_half_way() -> None:
    read = 0
    clock = 0.0

    def endless() -> Iterator[bytes]:
        nonlocal read
        while True:
            read += 1
            yield b"x" * 1024 * 1024

    def slow() -> Iterator[bytes]:
        nonlocal clock
        while True:
            clock += SECONDS
            yield b"x" * 100_000

    for body, cause in ((endless(), "large"), (slow(), "slow")):
        answer = httpx.Response(200, headers=PAGE, content=body)
        fetcher = Fetcher(
            httpx.MockTransport(lambda _, one=answer: one), lambda *_: ["93.184.215.14"], lambda: clock
        )
        with pytest.raises(FetchRefused) as refusal:
            fetcher.fetch("http://cci.fr/")
        assert refusal.value.cause == cause
    assert read <= LARGEST // 1024**2 + 2


@pytest.mark.parametrize(
    ("answer", "cause"),
    [(httpx.Response(404), "status"), (httpx.Response(200, headers={"content-type": "image/png"}), "kind")],
)
def test_what_is_not_a_document_is_told(web: FakeWeb, answer: httpx.Response, cause: str) -> None:
    web.pages["cci.fr/autre"] = answer
    with pytest.raises(FetchRefused) as refusal:
        web.fetcher().fetch("http://cci.fr/autre")
    assert refusal.value.cause == cause


def test_a_site_that_is_down_is_told_in_french() -> None:
    def down(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    with pytest.raises(FetchRefused, match="injoignable"):
        Fetcher(httpx.MockTransport(down), lambda *_: ["93.184.215.14"]).fetch("http://cci.fr/")
