"""How Alembic runs our migrations: on the application's own engine."""

from typing import Any, Literal

import sqlalchemy as sa
from alembic import context
from flask import current_app

from confapp.database import Base, UTCDateTime


def render_type(kind: str, thing: Any, _autogenerate: Any) -> str | Literal[False]:
    # A migration must stay as it was, whatever becomes of our types.
    if kind == "type" and isinstance(thing, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        _let_tables_be_rebuilt(connection, is_allowed=True)
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_type,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        _let_tables_be_rebuilt(connection, is_allowed=False)


def _let_tables_be_rebuilt(connection: sa.Connection, *, is_allowed: bool) -> None:
    # SQLite changes a column by making its table anew, and with foreign keys on, dropping the old
    # one deletes all that hangs on it. Inside a transaction the switch does nothing.
    if connection.dialect.name == "sqlite":
        state = "OFF" if is_allowed else "ON"
        connection.connection.cursor().execute(f"PRAGMA foreign_keys={state}")


run()
