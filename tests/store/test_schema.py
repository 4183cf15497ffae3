from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from databases import ASKED, upgrade_by_copy
from fakes import GROUPEMENT, TODAY, said
from sqlalchemy import Connection, create_engine, inspect, text

from bot.clock import fixed_clock
from bot.conversation.history import Turn
from bot.errors import StorageUnavailable
from bot.store.conversations import Conversations
from bot.store.database import Database, make_engine, open_database, sqlite_url
from bot.store.library import StoredLibrary
from bot.store.schema import downgrade, migration_config, upgrade
from bot.store.tables import Table

CLOCK = fixed_clock(TODAY)


@pytest.fixture(autouse=True)
def really_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.store.database.upgrade", upgrade)


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, Table.metadata))


def test_the_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        assert differences(connection) == []


@pytest.mark.skipif(ASKED, reason="PostgreSQL copies its databases itself")
def test_the_schema_that_the_tests_copy_is_the_migrations_own(database: Database, tmp_path: Path) -> None:
    copied = make_engine(sqlite_url(tmp_path / "copie.sqlite3"))
    with copied.begin() as connection:
        upgrade_by_copy(connection)
        assert differences(connection) == []
    with database.engine.connect() as one, copied.connect() as other:
        told = [
            sorted(connection.exec_driver_sql("SELECT type, name, tbl_name, sql FROM sqlite_master"), key=str)
            for connection in (one, other)
        ]
        assert len(told[0]) > 50
        assert told[0] == told[1]
        stamp = text("SELECT version_num FROM alembic_version")
        assert one.scalar(stamp) == other.scalar(stamp)
    copied.dispose()


def test_the_migrations_go_all_the_way_down_and_up_again_with_data_in_place(database: Database) -> None:
    conversations = Conversations(database, CLOCK)
    conversation_id = conversations.open("jeton")
    reply = said("Bonjour", conversation_id, "fr", {})
    conversations.append(conversation_id, Turn("Bonjour", "Bonjour", reply, CLOCK()))
    StoredLibrary(database).save(GROUPEMENT)
    with database.engine.begin() as connection:
        downgrade(connection, "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
        upgrade(connection)
    with database.engine.connect() as connection:
        assert differences(connection) == []


def test_an_upgrade_of_a_current_database_touches_no_data(database: Database) -> None:
    StoredLibrary(database).save(GROUPEMENT)
    with database.engine.begin() as connection:
        upgrade(connection)
    assert StoredLibrary(database).document(GROUPEMENT.id) == GROUPEMENT


def test_the_migrations_form_one_line_inside_the_package() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        scripts = ScriptDirectory.from_config(migration_config(connection))
    engine.dispose()
    assert len(scripts.get_heads()) == 1
    assert Path(scripts.dir).name == "migrations"


def test_an_interrupted_upgrade_leaves_nothing_behind(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "base.sqlite3"))

    def interrupted() -> None:
        with engine.begin() as connection:
            upgrade(connection)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_sqlite_is_set_never_to_lose_an_acknowledged_write(tmp_path: Path) -> None:
    engine = make_engine(sqlite_url(tmp_path / "base.sqlite3"))
    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_a_file_that_is_no_database_is_said_to_be_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "base.sqlite3"
    path.write_text("Ceci n'est pas une base de données, mais une lettre assez longue pour tromper. " * 20)
    with pytest.raises(StorageUnavailable, match="indisponible"):
        open_database(sqlite_url(path))


def test_a_failed_block_writes_nothing(database: Database) -> None:
    def failing() -> None:
        with database.writing() as session:
            session.execute(
                text(
                    "INSERT INTO conversations (id, visitor_hash, created) "
                    "VALUES ('a', 'b', '2026-11-22 12:00:00')"
                )
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    with database.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM conversations")) == 0
