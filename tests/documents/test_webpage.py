"""Web pages parsed in this very process: their blocks, and no call to the network."""

import socket
from typing import Any

import pytest

from bot.documents.webpage import parse_webpage

ARTICLE = """<html lang="fr"><head><title>https://chambre.example/titre</title>
<link rel="canonical" href="https://chambre.example/a"></head><body><article>
<h1>Un moulin pour quatorze fournils</h1>
<p>Le moulin de Gramat moud le blé du causse pour quatorze fournils qui en partagent les frais.</p>
<h2>Les étapes</h2>
<ol><li>Écrire à la chambre<ul><li>par courrier</li></ul></li><li>Visiter le moulin</li></ol>
<table><tr><td>Prix du sac</td><td>31 €</td></tr></table>
<blockquote><p>Nous avons attendu trop longtemps, dit la meunière de Gramat à ses voisins.</p></blockquote>
</article></body></html>"""


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("le réseau a été appelé")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_lists_tables_and_quotes_keep_their_shape() -> None:
    blocks = [(block.kind, block.text, block.level) for block in parse_webpage(ARTICLE.encode()).blocks]
    assert ("heading", "Les étapes", 2) in blocks
    assert ("item", "Écrire à la chambre", 0) in blocks
    assert ("item", "par courrier", 1) in blocks
    assert ("paragraph", "Prix du sac : 31 €", 0) in blocks
    assert any("dit la meunière" in text for _, text, _ in blocks)


def test_a_page_that_is_only_an_address_is_not_fetched() -> None:
    parsed = parse_webpage(b"<p>https://chambre.example/une-page-a-aller-chercher</p>")
    assert "https://chambre.example/une-page" in " ".join(block.text for block in parsed.blocks)


def test_a_script_address_is_no_page_address() -> None:
    page = ARTICLE.replace("https://chambre.example/a", "javascript:alert(1)")
    assert parse_webpage(page.encode()).url is None


def test_a_page_of_unknown_make_keeps_its_headings_and_lists() -> None:
    page = """<html><body><div class="x1">
    <ul><li><a href="/">Accueil</a></li><li><a href="/a">Agenda</a></li></ul>
    <h1>Un moulin à Gramat</h1><div><a>Partager</a></div>
    <p>Le moulin de Gramat moud le blé du causse pour quatorze fournils qui en partagent les frais.</p>
    <h2>Qui peut venir</h2><ul><li>les fournils du Lot ;</li><li>les éleveurs, sur invitation.</li></ul>
    <p>La première visite est fixée au mardi 9 avril, de 18 h à 20 h, devant la halle de Gramat.</p></div>
    <aside><p>Un encart sans rapport, qui parle du salon du chocolat et de ses entrées gratuites.</p></aside>
    </body></html>"""
    found = [(block.kind, block.text) for block in parse_webpage(page.encode()).blocks if block.text]
    assert ("heading", "Qui peut venir") in found
    assert ("item", "les fournils du Lot ;") in found
    assert not any("Agenda" in text or "chocolat" in text for _, text in found)
