"""The matching: `match`, `needs`, and the part of `bench` that is about it."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.answers import AsJson
from bot.commands.terminal import Bar, opened, print_json, read_settings, set_up_logging
from bot.errors import ConfigurationFault, InvalidInput
from bot.resources import packaged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.evaluation.bench import Measure
    from bot.evaluation.needs import Need
    from bot.settings import Settings

_MARKS = {"met": "oui", "failed": "non", "unknown": "inconnu", "to_check": "à vérifier"}


def match(
    need: Annotated[str | None, typer.Option("--need", help="Le besoin, en une phrase.")] = None,
    profile: Annotated[
        str, typer.Option("--profile", metavar="JSON", help="L'entreprise, comme dans l'API.")
    ] = "{}",
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help="« programme », « adviser » ou « organisation » (répétable)."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=50, help="Nombre de propositions.")] = 10,
    day: Annotated[
        datetime | None, typer.Option("--day", formats=["%Y-%m-%d"], help="Jour du verdict.")
    ] = None,
    trace: Annotated[
        str | None,
        typer.Option("--replay", metavar="TRACE", help="Refait plutôt les verdicts d'une trace gardée."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print what fits a company, each criterion judged."""
    if trace is not None:
        _replay(trace, as_json)
        return
    from bot.matching.given_profile import company_of, profile_of
    from bot.matching.matchmaker import KINDS
    from bot.matching.showing import shown_match

    kinds = tuple(one for one in KINDS if one in (kind or KINDS))
    if set(kind or ()) - set(KINDS):
        raise InvalidInput(f"--kind : valeurs possibles : {', '.join(KINDS)}.")
    company = company_of(_read_profile(profile))
    with opened(read_settings()) as passerelle:
        result = passerelle.matching.matchmaker.match(
            company, need, kinds, limit, day=day.date() if day else passerelle.clock().date()
        )
        shown = [shown_match(one, passerelle.library) for one in result.matches]
    question = result.question.text if result.question else None
    if as_json:
        print_json({"matches": shown, "question": question, "profile": profile_of(company)})
        return
    for number, one in enumerate(shown, start=1):
        typer.echo("\n".join(_lines(number, one)))
    if not shown:
        typer.echo("Rien ne convient dans le catalogue.")
    if question:
        typer.echo(f"Question : {question}")


def _replay(identity: str, as_json: bool) -> None:
    """Make a match again from its trace, on the catalogue of then; exit 1 when it comes out otherwise."""
    from bot.bootstrap import clock_of, open_database
    from bot.matching.matchmaker import Relevance
    from bot.matching.showing import shown_match
    from bot.matching.traces import replay
    from bot.retrieval.proposing import RelevanceModel
    from bot.store.library import StoredLibrary
    from bot.store.matching import MatchTraces

    settings, model = read_settings(), RelevanceModel.fitted()
    database = open_database(settings)
    try:
        kept = MatchTraces(database, clock_of(settings)).trace(identity)
        if kept is None:
            raise InvalidInput(f"--replay : aucune trace « {identity} » n'est gardée.")
        result = replay(*kept, Relevance(model.floor, model.share, model.link))
        shown = [shown_match(one, StoredLibrary(database)) for one in result.matches]
    finally:
        database.close()
    then = [list(one) for one in kept[0].outcomes]
    same = then == [[one["id"], one["verdict"]] for one in shown]
    if as_json:
        print_json({"matches": shown, "then": then, "same": same, "day": kept[0].asked.day.isoformat()})
    else:
        for number, one in enumerate(shown, start=1):
            typer.echo("\n".join(_lines(number, one)))
        told = "les mêmes" if same else f"autres ; alors : {', '.join(map(': '.join, then))}"
        typer.echo(f"Verdicts du {kept[0].asked.day:%d/%m/%Y}, refaits : {told}.")
    if not same:
        raise typer.Exit(1)


def _read_profile(text: str) -> dict[str, Any]:
    try:
        profile = json.loads(text)
    except json.JSONDecodeError as fault:
        raise InvalidInput(f"--profile : ce n'est pas du JSON ({fault}).") from fault
    if not isinstance(profile, dict):
        raise InvalidInput('--profile : un objet JSON est attendu, comme {"effectif": 20}.')
    return profile


def _lines(number: int, one: dict[str, Any]) -> list[str]:
    lines = [f"{number}. {one['title']} [{one['verdict']}, {one['score']:.2f}]"]
    lines += [
        f"   - {_MARKS[item['state']]} : {item['text']}" for item in one["criteria"] + one["priorities"]
    ]
    lines += [f"   « {item['quote']} » ({item['title']})" for item in one["citations"][:1]]
    return [*lines, f"   → {one['next_step']}", ""]


def evaluate_needs(
    needs: Annotated[
        Path | None, typer.Option("--needs", help="Dossier de besoins ; sans lui, celui de tests/needs.")
    ] = None,
    fit: Annotated[
        bool, typer.Option("--fit", help="Refait les coefficients sur la moitié « fitting », et les écrit.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Measure how well the matching finds what answers each need, beside dense search alone."""
    from dataclasses import asdict

    from bot.evaluation.needs import needs_table
    from bot.evaluation.needs_trial import coefficients_of, fit_relevance, judge_systems, measure_needs
    from bot.retrieval.proposing import COEFFICIENTS, RelevanceModel
    from bot.retrieval.ranking import Ranker

    settings = read_settings()
    set_up_logging("ERROR")
    chosen = _needs(needs)
    with opened(settings) as passerelle:
        catalogue, day = passerelle.matching.matchmaker.catalogue, passerelle.clock().date()
        measures = measure_needs(chosen, passerelle.matching.matchmaker.proposer)
        model = RelevanceModel.fitted()
        if fit:
            ours = [one for one in chosen if one.half == "fitting"]
            model = fit_relevance(ours, measures, catalogue, Ranker.fitted(), day)
            COEFFICIENTS.write_text(json.dumps(coefficients_of(model), indent=1) + "\n", "utf-8")
        scores = judge_systems(chosen, measures, catalogue, model, day)
    if as_json:
        print_json([{"half": half, "system": name, **asdict(one)} for (half, name), one in scores.items()])
        return
    from rich.console import Console

    Console().print(needs_table(scores))


def _needs(folder: Path | None) -> "list[Need]":
    from bot.evaluation.needs import load_needs

    found = folder or packaged("tests") / "needs"
    if not found.is_dir():
        raise ConfigurationFault(f"{found} : dossier absent de cette installation, donnez --needs.")
    return load_needs(found)


def bench_matching(settings: "Settings", programmes: int, as_json: bool) -> None:
    """Measure verdicts a second and a match over a large catalogue; exit 1 when an aim is missed."""
    from bot.evaluation.bench_matching import measure_matching

    with Bar() as bar:
        measures = measure_matching(settings, programmes, bar.step, bar.show)
    tell_measures(measures, as_json)


def tell_measures(measures: "Sequence[Measure]", as_json: bool) -> None:
    """Print measures; exit 1 when an aim is missed."""
    from bot.evaluation.bench import measures_json, measures_table

    if as_json:
        print_json(measures_json(measures))
    else:
        from rich.console import Console

        Console().print(measures_table(measures))
    if any(measure.kept is False for measure in measures):
        raise typer.Exit(1)
