from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.matching.catalogue import Organisation, Programme
from bot.matching.catalogue_faults import FaultyCatalogue
from bot.matching.catalogue_folder import load_catalogue
from bot.matching.national_format import read_csv, write_csv
from bot.resources import packaged
from bot.store.catalogue import sync_seeds
from bot.store.database import Database

SEEDS = packaged("seeds") / "catalogue"


def test_what_is_stored_comes_back_whole(database: Database) -> None:
    assert sync_seeds(database, SEEDS).catalogue() == load_catalogue(SEEDS)


def test_the_same_again_changes_nothing(database: Database) -> None:
    stored = sync_seeds(database, SEEDS)
    again = stored.sync_seeds(SEEDS)
    assert (again.added, again.changed, again.withdrawn) == ((), (), ())


def test_a_file_of_the_national_format_keeps_what_it_cannot_say(database: Database) -> None:
    stored = sync_seeds(database, SEEDS)
    before = stored.catalogue()
    done = stored.put(read_csv(write_csv(before.programmes)))
    assert len(done.unchanged) == len(before.programmes)
    assert stored.catalogue() == before


def test_an_import_is_not_undone_by_the_seeds(database: Database) -> None:
    stored = sync_seeds(database, SEEDS)
    first = stored.catalogue().programmes[0]
    assert stored.put([replace(first, titre="Titre revu par la chambre")]).changed == (first.id,)
    stored.sync_seeds(SEEDS)
    assert stored.catalogue().programmes[0].titre == "Titre revu par la chambre"


def test_what_the_seeds_have_no_more_is_kept_and_suspended(database: Database, tmp_path: Path) -> None:
    stored = sync_seeds(database, SEEDS)
    count = len(stored.catalogue().programmes)
    stored.sync_seeds(tmp_path)
    after = stored.catalogue()
    assert len(after.programmes) == count
    assert all(one.suspended for one in after.programmes)
    assert after.advisers == ()
    stored.sync_seeds(SEEDS)
    assert stored.catalogue() == load_catalogue(SEEDS)


def test_a_key_already_taken_changes_nothing(database: Database) -> None:
    stored = sync_seeds(database, SEEDS)
    before = stored.catalogue()
    four = Organisation("four", "Four", "entreprise", "Un four.", ("DEP-46",), ("pain",))
    twin = replace(before.programmes[0], id="0b8f9d2e-52a3-4c55-9d35-5f0f4e7e2a11")
    with pytest.raises(FaultyCatalogue):
        stored.put([four, twin])
    assert stored.catalogue() == before


def test_an_import_that_is_interrupted_leaves_nothing_half_done(database: Database) -> None:
    stored = sync_seeds(database, SEEDS)
    before = stored.catalogue()
    first, second, *_ = before.programmes

    def cut() -> Iterator[Programme]:
        yield replace(first, titre="Changée")
        yield replace(second, id="0b8f9d2e-52a3-4c55-9d35-5f0f4e7e2a11", key="nouvelle")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stored.put(cut())
    assert stored.catalogue() == before
