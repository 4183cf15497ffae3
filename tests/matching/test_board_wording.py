import pytest

from bot.companies.needs import find_needs
from bot.companies.wording import wording
from bot.matching.board_wording import Told, told_on_board


@pytest.mark.parametrize(
    ("said", "kind", "category"),
    [
        ("Je cherche à valoriser mes drêches", "offre", "organiques"),
        ("Nos chutes de tissu partent à la benne", "offre", "textiles_residus"),
        ("Qui reprend des palettes et des déchets de bois ?", "offre", "bois_residus"),
        ("On cherche des chutes de bois pour nos meubles", "besoin", "bois_residus"),
        ("Je suis un commerce qui veut des légumes locaux", "besoin", "legumes_fruits"),
        ("On voudrait vendre nos fromages aux cantines", "offre", "laitiers"),
        ("Il nous faut un nouveau site internet", "besoin", "sites"),
        ("On cherche un prestataire pour refaire notre site internet", "besoin", "sites"),
        ("Je cherche un fournisseur de proximité", "besoin", ""),
    ],
)
def test_what_companies_say_is_an_offer_or_a_need_of_a_category(said: str, kind: str, category: str) -> None:
    subjects = [subject for subject, _, _ in find_needs(wording(said))]
    told = [told_on_board(said, subject) for subject in subjects]
    assert Told(kind, category, said) in told  # type: ignore[arg-type]


@pytest.mark.parametrize("subject", ["export", "recrutement", "partage_emploi", None])
def test_what_the_board_does_not_serve_is_not_on_it(subject: str | None) -> None:
    assert told_on_board("Vendre nos palettes", subject) is None
