"""The board: `board`, over the offers and needs that were deposited, or a set whose pairs are known."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.answers import AsJson
from bot.commands.groups import meaning_of
from bot.commands.terminal import print_json, read_settings, set_up_logging
from bot.errors import ConfigurationFault
from bot.resources import packaged

if TYPE_CHECKING:
    from bot.matching.board_item import Pair
    from bot.matching.board_scoring import Scoring
    from bot.settings import Settings


def board(
    measure: Annotated[
        bool, typer.Option("--measure", help="Mesure les propositions sur des paires connues.")
    ] = False,
    sets: Annotated[
        Path | None, typer.Option("--sets", help="Dossier de ces paires ; sans lui, celui de tests/board.")
    ] = None,
    fit: Annotated[
        bool, typer.Option("--fit", help="Donne aussi les poids que la moitié « fitting » apprend.")
    ] = False,
    most: Annotated[int, typer.Option("--most", min=1, max=1000, help="Paires affichées.")] = 20,
    as_json: AsJson = False,
) -> None:
    """Print which offers and needs may be proposed to each other, or how well that is judged."""
    from bot.matching.board_scoring import Scoring
    from bot.retrieval.words import stems_of

    settings = read_settings()
    set_up_logging("ERROR")
    scoring = Scoring(stems_of, meaning_of(settings))
    if measure or sets or fit:
        _measure(scoring, sets or packaged("tests") / "board", fit, as_json)
        return
    pairs = _open_pairs(settings, scoring)[:most]
    if as_json:
        told = [(pair.offer.key, pair.need.key, pair.score, pair.distance) for pair in pairs]
        names = ("offer", "need", "log_odds", "distance_km")
        print_json([dict(zip(names, one, strict=True)) for one in told])
        return
    for pair in pairs:
        typer.echo(f"{pair.score:6.2f}  {round(pair.distance):4d} km  {pair.offer.text}  ↔  {pair.need.text}")
    if not pairs:
        typer.echo("Aucune paire possible parmi les dépôts ouverts.")


def _measure(scoring: "Scoring", folder: Path, fit: bool, as_json: bool) -> None:
    from dataclasses import asdict

    from rich.console import Console

    from bot.evaluation.board_trial import board_table, fit_weights, judge_board, load_board

    if not folder.is_dir():
        raise ConfigurationFault(f"{folder} : dossier absent de cette installation, donnez --sets.")
    found = load_board(folder)
    scores = judge_board(found, scoring)
    weights = fit_weights(found, scoring) if fit else None
    if as_json:
        rows = [{"half": half, "system": name, **asdict(one)} for (half, name), one in scores.items()]
        print_json({"scores": rows, "weights": asdict(weights) if weights else None})
        return
    Console().print(board_table(scores))
    if weights:
        typer.echo(str(weights))


def _open_pairs(settings: "Settings", scoring: "Scoring") -> "tuple[Pair, ...]":
    from bot.bootstrap import clock_of, open_database
    from bot.matching.board_round import rank_pairs
    from bot.store.board import StoredBoard
    from bot.store.introductions import Introductions
    from bot.upkeep import signing_of

    database, clock = open_database(settings), clock_of(settings)
    try:
        key = signing_of(settings).key("tableau")
        book = StoredBoard(database, clock, Introductions(database, clock), key)
        return rank_pairs(book.board(), scoring, clock().date()).pairs
    finally:
        database.close()
