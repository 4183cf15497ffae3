"""Web and press clutter taken off, body text left whole."""

import time

import pytest

from bot.documents.clutter import without_clutter
from bot.documents.plain import read_plain

BODY = (
    "La chambre de métiers a réuni quarante boulangers à Gramat pour parler du prix du blé et de l'énergie."
)


def kept(*lines: str) -> list[str]:
    return [line for line in without_clutter(lines) if line]


@pytest.mark.parametrize(
    "line",
    [
        "Menu",
        "Ouvrir le menu",
        "Aller au contenu principal",
        "Accueil > Actualités > Le prix du blé",
        "Retour à la liste",
        "Mentions légales | Plan du site | Contact",
        "© 2021 Le Courrier du Causse. Tous droits réservés",
        "FR | EN",
        "Page 3",
        "Partager sur Facebook",
        "Partager cet article",
        "Facebook Twitter LinkedIn E-mail",
        "Suivez-nous sur les réseaux",
        "Temps de lecture : 4 min",
        "Commentaire 0",
        "Commentaires (12)",
        "Laisser un commentaire",
        "Réagir à cet article",
        "Votre adresse e-mail ne sera pas publiée.",
        "Votre email ne sera jamais affiché publiquement",
        "Les champs marqués d'un * sont obligatoires",
        "Soyez le premier à commenter !",
        "Il n'y a pour le moment aucun commentaire sur cet article.",
        "Merci pour votre commentaire. Il paraîtra après modération.",
        "Connectez-vous pour commenter",
        "Abonnés",
        "Article réservé aux abonnés",
        "Cet article est réservé à nos abonnés",
        "La suite de cet article est réservée aux abonnés.",
        "Déjà abonné ? Connectez-vous",
        "1 mois offert, puis 6,99 €",
        "S'abonner",
        "Je m'abonne à partir de 1 €",
        "Il vous reste 70 % de cet article à lire",
        "Lire la suite",
        "Inscription – Newsletters du Causse",
        "Inscrivez-vous à notre lettre d'information",
        "Votre adresse e-mail",
        "Toutes les annonces du Lot",
        "En savoir plus",
        "Belle maison de bourg avec four à pain, venez vite la [...]",
        "Lire aussi : Le blé repart à la hausse",
        "Articles similaires",
        "Les plus lus",
        "Sujets les + commentés",
        "Ce soir à Gramat, la foire au pain… https://t.co/a1B2c3",
        "Il y a 3 jours 4 heures",
        "@CourrierCausse",
        "512 mots",
        "|   |  512  mots",
        "Publié le 3 mai 2021 à 18:40",
        "Mis à jour le 04/05/2021",
        "Crédit photo : Jean Vidal",
        "Photo d'illustration",
        "Nous utilisons des cookies pour mesurer l'audience de ce site.",
        "Tout accepter",
        "Continuer sans accepter",
        "|",
        "-",
    ],
)
def test_clutter_is_taken_off(line: str) -> None:
    assert kept(BODY, line, BODY + " Il pleuvait.") == [BODY, BODY + " Il pleuvait."]


@pytest.mark.parametrize(
    "line",
    [
        "La newsletter de la chambre compte 3 000 abonnés dans le Lot.",
        "Les abonnés au gaz professionnel paient trente pour cent de plus.",
        "Le fournil s'abonne à une plateforme de livraison pour 40 euros par mois.",
        "Un cookie déposé sans consentement coûte cher, rappelle la commission.",
        "Les boulangers ont pu réagir à cette annonce lors de l'assemblée.",
        "Partager un apprenti entre deux fournils reste possible toute l'année.",
        "Le commentaire du maire a surpris l'assemblée.",
        "Il n'y a aucun commentaire à faire sur ces comptes, dit la trésorière.",
        "La page 3 du rapport détaille les prix.",
        "Accéder immédiatement au stock évite des pertes.",
        "Deux mois offerts de loyer ont décidé l'artisan.",
        "Le menu du jour est servi à midi par l'école hôtelière.",
        "Publié en 2021, le rapport compte 512 mots sur le pain.",
        "Contact : 05 65 00 00 00, four@pain.example",
        "Recherche",
        "450 000 €",
        "Twitter a fermé son bureau de Toulouse l'an dernier.",
        "Découvrir un métier",
        "Publié le 3 mai 2021, le rapport compte 512 mots sur le pain.",
        "S'abonner à une plateforme coûte 40 euros par mois.",
        "3 mois gratuits ont décidé l'artisan.",
        "Sans engagement de la région, le moulin ferme.",
        "Partager cet atelier permet de payer moins de loyer.",
    ],
)
def test_body_text_survives(line: str) -> None:
    assert line in kept(BODY, line, BODY + " Il pleuvait.")


def test_a_credit_is_cut_from_its_caption_and_a_repeated_caption_goes() -> None:
    caption = "Les boulangers devant le moulin de Gramat."
    assert kept(f"{caption}Photo © J.Vidal", f"{caption} Photo © J.Vidal", BODY) == [caption, BODY]
    assert kept(caption, f"{caption} Repro JV", BODY) == [caption, BODY]


def test_a_classified_advert_goes_with_its_label_and_its_price() -> None:
    assert kept(BODY, "La maison à Gramat", "", "185 000 €", "", "Proche du bourg, four à [...]") == [BODY]


def test_a_price_in_a_table_of_figures_stays() -> None:
    assert "185 000 €" in kept(BODY, "Budget du moulin", "185 000 €", BODY + " Fin.")


def test_a_menu_goes_but_a_list_of_crafts_stays() -> None:
    menu = ["Accueil", "Actualités", "La filière", "Contact", "Mon compte"]
    crafts = ["Boulangerie", "Meunerie", "Pâtisserie", "Confiserie"]
    assert kept(*menu, BODY, *crafts, BODY + " Fin.") == [BODY, *crafts, BODY + " Fin."]


def test_what_lies_between_opening_and_closing_a_menu_goes() -> None:
    assert kept("Menu", "", "Le Courrier", "Fermer le menu", "", BODY) == [BODY]


def test_the_foot_of_a_page_goes_but_not_the_address_to_write_to() -> None:
    foot = ["Voir les commentaires", "La foire au pain en images", "Écrire à four@pain.example"]
    assert kept(BODY, *foot) == [BODY, "Écrire à four@pain.example"]


def test_a_label_goes_only_when_nothing_but_clutter_follows_it() -> None:
    assert kept(BODY, "Pour aller plus loin", "Partager cette page") == [BODY]
    assert "Pour aller plus loin" in kept(BODY, "Pour aller plus loin", BODY + " Fin.")


def test_a_page_number_goes_and_a_key_figure_stays() -> None:
    assert kept(BODY, "", "12", "", BODY + " Fin.") == [BODY, BODY + " Fin."]
    assert "12" in kept(BODY, "", "12", "", "fournils", "", BODY + " Fin.")


def test_the_author_next_to_the_date_is_not_a_heading() -> None:
    assert kept("Publié le", "Jeanne Vidal", "", BODY) == [BODY]


def test_a_title_glued_to_the_first_paragraph_is_cut_off_it() -> None:
    title = "Trois questions à Jeanne Vidal, boulangère"
    assert kept(title, "", f"{title}On vous dit pressée. Pourquoi ?") == [
        title,
        "On vous dit pressée. Pourquoi ?",
    ]


def test_a_press_page_reads_as_its_article_alone() -> None:
    page = f"""Menu
Le Courrier
Fermer le menu

Gramat. Le blé d'ici a ses boulangers

Abonnés
Publié le
Jeanne Vidal

{BODY}

Un moulin à trois

Le moulin tourne depuis 2019 et
emploie deux personnes.
Cet article est réservé aux abonnés
2 semaines offertes
Voir les commentaires
La maison à Gramat

185000 €

Toutes les annonces de Gramat
"""
    found = read_plain(page)
    assert found.title == "Gramat. Le blé d'ici a ses boulangers"
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("paragraph", BODY),
        ("heading", "Un moulin à trois"),
        ("paragraph", "Le moulin tourne depuis 2019 et emploie deux personnes."),
    ]


def test_clutter_is_found_in_linear_time() -> None:
    hostile = ["a " * 199, "il y a " * 50, "[" * 399, "© " * 190, "partager " * 40] * 200
    started = time.perf_counter()
    without_clutter(hostile)
    assert time.perf_counter() - started < 5
