"""Where French sentences begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.documents.sentences import LONGEST, cut_sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in cut_sentences(text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("M. Roux et Mme. Vidal dirigent la boulangerie. Ils recrutent.", 2),
        ("MM. Roux et Vidal ont signé. Le Dr. Maury aussi.", 2),
        ("Le budget atteint 12,5 M€. La région en paie 40 %. Le reste est emprunté.", 3),
        ("Le chiffre d'affaires a crû de 1.7 point en 2021. Figeac en profite.", 2),
        ("Farine, levure, sel, etc. sont achetés à Cahors. Le bois vient d'ici.", 2),
        ("On y vend du pain, des tartes, etc. Les clients viennent de loin.", 2),
        ("Voir l'art. L. 1253-1 et le n. 4 de la revue, cf. Annexe. Rien de plus.", 2),
        ("« Nous restons ! » dit-elle. « Nous embauchons. » Le maire approuve.", 3),
        ("Est-ce rentable ? Oui. Et après… Personne ne sait.", 4),
        ("Écrivez à four@pain.example ou voyez www.pain.example/carte. Merci.", 2),
        ("J. Vidal a repris le fournil de St. Céré en 2019. Il en vit.", 2),
        ("LT. Quel est votre projet ? Nous agrandissons.", 2),
        ("Jean Vidal. Nous agrandissons le fournil. Il était trop petit.", 2),
        ("Ouvert du lundi au samedi (sauf août). Fermé le dimanche.", 2),
        ('"On vend tout !". La fournée de midi part en premier.', 2),
        ("La S.A.R.L. Vidal emploie 3 personnes. Elle en cherche 2.", 2),
    ],
)
def test_sentences_end_where_a_french_reader_ends_them(text: str, count: int) -> None:
    assert len(cut(text)) == count, cut(text)


def test_a_speaker_mark_stays_with_what_is_said() -> None:
    assert cut("MM. Le marché couvert rouvre. On y sera.")[0] == "MM. Le marché couvert rouvre."


def test_a_colon_never_ends_a_sentence() -> None:
    assert cut("TC : Le tourisme pèse 10 % : c'est beaucoup.") == [
        "TC : Le tourisme pèse 10 % : c'est beaucoup."
    ]


def test_an_endless_sentence_is_cut_at_a_comma() -> None:
    parts = cut("de la farine bise, " * 200)
    assert all(len(part) <= LONGEST and part.endswith(",") for part in parts)
    assert " ".join(parts) == ("de la farine bise, " * 200).strip()


@given(st.text(alphabet="aÉM.!?…»« ()\"'1€,-:", max_size=300))
def test_sentences_hold_every_character_but_spaces_in_order(text: str) -> None:
    spans = cut_sentences(text)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
