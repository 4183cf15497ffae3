from collections.abc import Callable

import httpx
import pytest

from bot.matching.links import Link, check_links, is_public

Answer = Callable[[httpx.Request], httpx.Response]


def visited(answer: Answer, *urls: str, public: bool = True) -> tuple[list[Link], list[str], list[float]]:
    asked: list[str] = []
    slept: list[float] = []

    def heard(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.method} {request.url}")
        if request.url.path == "/robots.txt" and request.url.host != "ferme.fr":
            return httpx.Response(404)
        return answer(request)

    links = check_links(
        dict.fromkeys(urls, ("four",)),
        transport=httpx.MockTransport(heard),
        public=lambda _: public,
        sleep=slept.append,
    )
    return list(links), asked, slept


def test_a_page_that_answers_is_alive_and_one_that_is_gone_is_dead() -> None:
    links, asked, slept = visited(
        lambda request: httpx.Response(404 if request.url.path == "/parti" else 200),
        "https://exemple.fr/four", "https://exemple.fr/parti",
    )  # fmt: skip
    assert [link.alive for link in links] == [True, False]
    assert asked == [
        "GET https://exemple.fr/robots.txt", "HEAD https://exemple.fr/four",
        "HEAD https://exemple.fr/parti", "GET https://exemple.fr/parti",
    ]  # fmt: skip
    assert len(slept) == 3


def test_a_server_that_knows_no_head_is_asked_again() -> None:
    links, _, _ = visited(
        lambda request: httpx.Response(405 if request.method == "HEAD" else 200), "https://exemple.fr/"
    )
    assert links[0].alive


def test_redirections_are_followed_and_each_host_is_checked() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "exemple.fr":
            return httpx.Response(301, headers={"location": "http://autre.fr/"})
        return httpx.Response(200)

    links, asked, _ = visited(answer, "https://exemple.fr/")
    assert links[0].alive
    assert asked[-1] == "HEAD http://autre.fr/"


def test_an_endless_redirection_is_dead() -> None:
    links, _, _ = visited(lambda _: httpx.Response(302, headers={"location": "/"}), "https://exemple.fr/")
    assert not links[0].alive


def test_a_site_that_forbids_robots_is_left_alone() -> None:
    links, asked, _ = visited(
        lambda _: httpx.Response(200, text="User-agent: *\nDisallow: /"), "https://ferme.fr/four"
    )
    assert links[0].alive
    assert "robots.txt" in links[0].text
    assert asked == ["GET https://ferme.fr/robots.txt"]


def test_a_private_address_is_never_asked() -> None:
    links, asked, _ = visited(lambda _: httpx.Response(200), "http://intranet/", public=False)
    assert not links[0].alive
    assert asked == []


def test_a_site_that_does_not_answer_is_dead() -> None:
    def silent(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("too slow", request=request)

    links, _, _ = visited(silent, "https://exemple.fr/")
    assert links[0].text == "pas de réponse à temps"


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.8", "::1", "169.254.169.254", "192.168.1.1"])
def test_hosts_inside_are_not_public(host: str) -> None:
    assert not is_public(host)
