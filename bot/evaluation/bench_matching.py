"""The benchmark of the matching: verdicts a second, and the time of a match over thousands of programmes."""

import random
import statistics
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.bootstrap import Step
from bot.companies.company import Company, Headcount
from bot.evaluation.bench import Measure
from bot.matching.catalogue import Catalogue, Programme
from bot.matching.entry_documents import document_of
from bot.matching.facts import Facts
from bot.matching.matchmaker import Matchmaker, Relevance
from bot.matching.rules import compile_catalogue
from bot.matching.territories import DEPARTEMENTS
from bot.opening import open_index
from bot.retrieval.embedder import load_embedder
from bot.retrieval.glossary import Glossary
from bot.retrieval.ingestion import Progress
from bot.retrieval.proposing import Proposing, RelevanceModel
from bot.retrieval.ranking import Ranker
from bot.settings import Settings

_DAY = date(2026, 11, 23)
_STAMP = datetime(2026, 1, 1, tzinfo=UTC)
_SECONDS = 2.0
_MATCHES = 40
_NEEDS = (
    "exporter nos biscuits au Japon",
    "réduire notre facture d'énergie",
    "recruter un comptable à temps partagé",
    "financer une machine plus économe",
    "trouver des clients sur internet",
)
_DEEDS = ("Financer", "Diagnostiquer", "Préparer", "Accompagner", "Conseiller", "Former à", "Certifier")
_THINGS = (
    "l'achat d'une machine", "la sobriété énergétique", "l'embauche d'un premier salarié",
    "l'exportation", "la vente en ligne", "le recyclage des déchets", "la reprise d'une entreprise",
    "la cybersécurité", "l'innovation", "le bilan carbone", "l'apprentissage", "l'agriculture locale",
)  # fmt: skip
_TARGETS = ("des artisans", "des PME industrielles", "des commerces de bourg", "des fermes", "des hôtels")
_COMPANIES = (
    Company(effectif=Headcount(20, 20), code_naf="10.71C", commune="46102", country="JP"),
    Company(effectif=Headcount(10, 19), departement="12", forme_juridique="SARL"),
    Company(region="76", code_naf="C"),
    Company(departement="75", created=date(2025, 3, 1), forme_juridique="SASU"),
    Company(),
)


def made_up_programmes(count: int, seed: int = 4) -> list[Programme]:
    """Give programmes with every kind of rule, the same ones for the same seed.

    Their rules differ one by one, their texts are of 1,260 kinds: embedding them takes a minute or two.

    >>> [len(made_up_programmes(3)), made_up_programmes(3) == made_up_programmes(3)]
    [3, True]
    """
    chance = random.Random(seed)
    return [_made_up(number, chance) for number in range(count)]


def _made_up(number: int, chance: random.Random) -> Programme:
    title = f"{chance.choice(_DEEDS)} {chance.choice(_THINGS)} {chance.choice(_TARGETS)}"
    least = chance.choice((None, None, 1, 10, 50))
    return Programme(
        id=f"00000000-0000-4000-8000-{number:012d}",
        key=f"invente-{number}",
        titre=title,
        description=f"Un appui de {chance.choice((2, 5, 10))} jours, puis un suivi d'un an.",
        eligibilite="Avoir un projet.",
        types_aides=("accompagnement",),
        porteurs=("Chambre d'essai",),
        cibles=("professionnels",),
        eligibilite_geographique=_territory(chance),
        eligibilite_geographique_exclusions=("DEP-2A",) if chance.random() < 0.1 else (),
        date_mise_a_jour=_STAMP,
        date_cloture=_STAMP + timedelta(days=chance.randint(-300, 900)) if chance.random() < 0.5 else None,
        eligibilite_effectif_minimal=least,
        eligibilite_effectif_maximal=chance.choice((None, 249, 4999)),
        eligibilite_categorie_taille_entreprise=chance.choice(((), (), ("PME",), ("MIC", "PME"))),
        eligibilite_annees_existence_minimal=chance.choice((None, None, 1, 3)),
        eligibilite_forme_juridique=("SARL", "SAS", "EURL", "SASU") if chance.random() < 0.3 else (),
        ciblage_secteur_activite=(chance.choice(("industrie", "commerce", "agriculture", "tourisme")),),
        ciblage_naf=chance.choice(((), ("10", "11"), ("C",), ("47.2",))),
        pays=("JP",) if chance.random() < 0.1 else (),
    )


def _territory(chance: random.Random) -> tuple[str, ...]:
    drawn = chance.random()
    if drawn < 0.4:
        return ("PAYS-99100",)
    if drawn < 0.7:
        return (chance.choice(("REG-76", "REG-84", "REG-11")),)
    return tuple(f"DEP-{code}" for code in chance.sample(sorted(DEPARTEMENTS), chance.randint(1, 8)))


def measure_verdicts(programmes: list[Programme]) -> Measure:
    """Count the verdicts that the rules alone give in a second, in one thread."""
    entries = compile_catalogue(Catalogue(tuple(programmes)))
    facts = [Facts.of(company, _DAY) for company in _COMPANIES]
    # Of the processor's time: what else runs on the machine is none of a core's verdicts.
    count, begun = 0, time.thread_time()
    while time.thread_time() - begun < _SECONDS:
        for one in facts:
            for entry in entries:
                entry.outcome(one)
        count += len(facts) * len(entries)
    each = 1e6 * (time.thread_time() - begun) / count
    # 50,000 verdicts a second leave 20 microseconds for each.
    return Measure(name="un verdict, règles seules", value=each, unit="µs", most=20.0)


def measure_matching(settings: Settings, count: int, step: Step, progress: Progress) -> list[Measure]:
    """Time verdicts, and matches with and without a need, over `count` programmes in an index apart."""
    programmes = made_up_programmes(count)
    measures = [measure_verdicts(programmes)]
    step("Chargement du modèle d'embeddings…")
    embedder = load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)
    glossary = Glossary.load(settings.seeds_dir / "glossary.yaml")
    model = RelevanceModel.fitted()
    with TemporaryDirectory(prefix="passerelle-banc-") as place:
        apart = settings.model_copy(update={"data_dir": Path(place), "chroma_url": None})
        with closing(open_index(apart, embedder, dict, "catalogue")) as index:
            proposing = Proposing(index, embedder, glossary, Ranker.fitted().boosts, model)
            step(f"Indexation de {count} programmes…")
            proposing.fill([document_of(programme) for programme in programmes], progress)
            relevance = Relevance(model.floor, model.share, model.link)
            matchmaker = Matchmaker(Catalogue(tuple(programmes)), proposing, relevance)
            step("Propositions…")
            measures += _matches(matchmaker)
    return measures


def _matches(matchmaker: Matchmaker) -> list[Measure]:
    measures = []
    for name, needs in (("avec un besoin", _NEEDS), ("sans besoin", (None,))):
        times = []
        for number in range(_MATCHES + 1):
            company, need = _COMPANIES[number % len(_COMPANIES)], needs[number % len(needs)]
            begun = time.perf_counter()
            matchmaker.match(company, need, day=_DAY)
            times.append(1000 * (time.perf_counter() - begun))
        median = statistics.median(times[1:])
        measures.append(
            Measure(name=f"proposition {name} (médiane sur {_MATCHES})", value=median, unit="ms", most=150.0)
        )
    return measures
