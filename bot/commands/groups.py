"""The employer groups: `groups`, over a file of needs, those that were deposited, or made-up ones."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import print_json, read_settings, set_up_logging, told
from bot.errors import InvalidInput

if TYPE_CHECKING:
    from bot.matching.group_desk import Outcome
    from bot.matching.group_need import GroupNeed
    from bot.retrieval.meaning import ShortTexts
    from bot.retrieval.vectors import Embedder
    from bot.settings import Settings


def groups(
    needs: Annotated[
        Path | None, typer.Option("--needs", help="Besoins en YAML ou CSV ; sans lui, ceux déposés.")
    ] = None,
    travel: Annotated[
        float, typer.Option("--travel", min=0, max=200, help="Distance admise, en kilomètres.")
    ] = 30.0,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.5, max=600, help="Temps laissé au calcul.")
    ] = 8.0,
    measure: Annotated[
        int | None, typer.Option("--measure", min=2, max=5000, help="Mesure sur N besoins inventés.")
    ] = None,
    region: Annotated[str, typer.Option("--region", help="Région des besoins inventés (code INSEE).")] = "76",
    as_json: AsJson = False,
) -> None:
    """Print the sets of companies whose needs make one job, and those that nearly do."""
    from bot.matching.group_desk import propose
    from bot.matching.group_need import Limits
    from bot.matching.group_showing import shown_outcome
    from bot.matching.group_solver import Effort

    settings = read_settings()
    set_up_logging("ERROR")
    chosen = _needs(settings, needs, measure, region)
    effort = Effort(seconds, workers=settings.threads)
    outcome = propose(chosen, (), meaning_of(settings), Limits(travel_km=travel), effort)
    if as_json:
        print_json({**shown_outcome(outcome), "seconds": round(outcome.proposal.seconds, 2)})
    else:
        typer.echo("\n".join(_lines(outcome, brief=measure is not None)))


def _needs(settings: "Settings", file: Path | None, measure: int | None, region: str) -> "list[GroupNeed]":
    if measure is not None:
        from bot.companies.geography import region as known_region
        from bot.evaluation.made_up_needs import made_up_needs

        if known_region(region) is None:
            raise InvalidInput(f"--region : « {region} » n'est pas le code d'une région.")
        return made_up_needs(measure, region)
    if file is not None:
        from bot.matching.group_reading import read_needs

        return read_needs(file)
    from bot.bootstrap import clock_of, open_database
    from bot.store.deposits import Deposits
    from bot.store.group_needs import StoredNeeds

    database = open_database(settings)
    try:
        return StoredNeeds(Deposits(database, clock_of(settings))).needs()
    finally:
        database.close()


def meaning_of(settings: "Settings") -> "ShortTexts":
    """Give the meaning of short texts; the model is loaded only if one is asked for."""
    from bot.retrieval.meaning import ShortTexts

    @cache
    def loaded() -> "Embedder":
        from bot.retrieval.embedder import load_embedder

        told.print("Chargement du modèle d'embeddings…", highlight=False)
        return load_embedder(settings.embedding_model, settings.data_dir, threads=settings.threads)

    return ShortTexts(loaded)


def _lines(outcome: "Outcome", brief: bool) -> list[str]:
    from bot.matching.group_telling import miss_words, outcome_words, reasons_of

    proposal = outcome.proposal
    lines = [
        f"{proposal.covered} besoins couverts sur {proposal.covered + len(proposal.uncovered)}, "
        f"en {len(proposal.sets)} groupements ({proposal.seconds:.1f} s). {outcome_words(proposal)}",
        f"Choix glouton sur les mêmes groupements : {proposal.greedy} besoins couverts.",
    ]
    if brief:
        return lines
    for one in proposal.sets:
        lines += ["", "Groupement : " + " + ".join(f"{need.key} ({need.place})" for need in one.needs)]
        lines += [f"  - {reason}" for reason in reasons_of(one)]
    if outcome.misses:
        lines += ["", "Presque :"]
    for miss in outcome.misses:
        names = " + ".join(need.key for need in miss.needs)
        lines.append(f"  - {names} : {miss_words(miss, outcome.limits)}")
    return lines
