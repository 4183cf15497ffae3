"""Numbers that tell who someone is are hidden; those of companies, prices and dates stay."""

import asyncio
import logging
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_model import saying, serving

from bot.clock import system_clock
from bot.commands.terminal import MaskingFormatter
from bot.conversation.history import Turn
from bot.conversation.llm import connect
from bot.conversation.reply import Reply
from bot.conversation.rewriting import Rewriter
from bot.masking import masked
from bot.settings import Settings

HIDDEN = [
    "2 69 05 49 588 157 80",
    "269054958815780",
    "FR76 3000 6000 0112 3456 7890 189",
    "fr7630006000011234567890189",
    "DE89 3704 0044 0532 0130 00",
    "4111 1111 1111 1111",
    "5500-0000-0000-0004",
    "06 12 34 56 78",
    "0612345678",
    "06.12.34.56.78",
    "+33 6 12 34 56 78",
    "+33 (0)5 65 53 26 70",
    "0033612345678",
]
SHOWN = [
    "732 829 320 00074",
    "73282932000074",
    "732829320",
    "1 500 000 euros",
    "12/10/2022 à 14 h 30",
    "46100 Figeac",
    "FR12345",
    "10.71C",
    "2 69 05 49 588 157 81",
    "4111 1111 1111 1112",
    "la période 2014-2020, puis 2021-2027",
    "article L. 1253-1 du code du travail",
]


@pytest.mark.parametrize("number", HIDDEN)
def test_a_number_of_a_person_is_hidden_in_its_sentence(number: str) -> None:
    told = masked(f"Voici : {number}, merci de me répondre.")
    assert "masqué" in told
    assert number not in told
    assert told.startswith("Voici : [")
    assert told.endswith(", merci de me répondre.")


@pytest.mark.parametrize("text", SHOWN)
def test_what_tells_nobody_is_left_as_it_is(text: str) -> None:
    assert masked(f"Voici : {text}, merci.") == f"Voici : {text}, merci."


@given(st.text(alphabet="0123456789 +-.ABFRfr()", max_size=80))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize("piece", ["4", "4 1", "FR76 3000 ", "0612345678", "2 69 05 ", "+33 "])
def test_a_long_message_is_masked_at_once(piece: str) -> None:
    began = time.perf_counter()
    masked(piece * (20_000 // len(piece)))
    assert time.perf_counter() - began < 1


def test_a_line_of_the_journal_is_masked() -> None:
    record = logging.LogRecord("bot", logging.WARNING, "", 0, "reçu : %s", ("06 12 34 56 78",), None)
    assert MaskingFormatter("%(message)s").format(record) == "reçu : [téléphone masqué]"


def test_neither_a_number_nor_an_outburst_reaches_a_remote_model() -> None:
    said = [
        ("Mon IBAN est FR7630006000011234567890189, qui aide ?", "Mon IBAN est FR7630006000011234567890189"),
        ("Je n'en peux plus, je veux en finir.", ""),
    ]
    reply = Reply(conversation_id="c", message_id="m", kind="small_talk", language="fr", answer="Oui.")
    turns = [Turn(message, searched, reply, system_clock()) for message, searched in said]

    async def run(url: str) -> None:
        model = connect(Settings(llm_base_url=url, llm_model="essai"))
        assert model is not None
        await Rewriter(model).rewrite("Et au 06 12 34 56 78 ?", turns)
        await model.aclose()

    with serving(saying("Qui aide ?")) as endpoint:
        asyncio.run(run(endpoint.url))
    sent = str(endpoint.calls)
    assert "[IBAN masqué]" in sent
    for secret in ("FR76", "06 12 34", "en finir"):
        assert secret not in sent
