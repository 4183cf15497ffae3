"""The schema: its migrations, run from inside the package without any alembic.ini."""

from sqlalchemy import Connection

from bot.imports import left_out

# The templates of new migrations look for pygments, to show their faults in colour.
with left_out("pygments"):
    from alembic import command
    from alembic.config import Config


def migration_config(connection: Connection) -> Config:
    """Give the Alembic configuration of this package, to run over `connection`."""
    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables up to `revision`; do nothing when they are there already."""
    command.upgrade(migration_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Bring the tables back to `revision` (`base` for none at all)."""
    command.downgrade(migration_config(connection), revision)
