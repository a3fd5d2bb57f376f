"""How Alembic runs our migrations: on the application's own engine."""

from typing import Any, Literal

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
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_item=render_type,
            **current_app.extensions["migrate"].configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
