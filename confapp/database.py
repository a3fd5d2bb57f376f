"""The tables' base, the engine's habits, and units of work that write."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Protocol, TypeVar

import sqlalchemy as sa
from flask import Flask, abort
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    composite,
    make_transient_to_detached,
    mapped_column,
)
from sqlalchemy.orm.util import identity_key

from confapp.one_writer import BUSY_MILLISECONDS, Queue, is_reading
from confapp.one_writer import SAFE_METHODS as SAFE_METHODS

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    # So that what somebody deletes is overwritten in the file too.
    "PRAGMA secure_delete=ON",
    # So that REPLACE asks the triggers that refuse to delete.
    "PRAGMA recursive_triggers=ON",
)


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """A moment that is stored in UTC and comes back aware, on SQLite too."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a stored moment must be aware")
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {
        datetime: UTCDateTime(),
        date: sa.Date(),
        dict[str, Any]: sa.JSON(),
        str: sa.Text(),
    }


@dataclass(frozen=True)
class Words:
    """The same words in Vietnamese and in English."""

    vi: str
    en: str


def words(name: str) -> Mapped[Words]:
    """Two columns, `name_vi` and `name_en`, that are read and written as `Words`."""
    return composite(Words, mapped_column(f"{name}_vi"), mapped_column(f"{name}_en"))


db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(directory="confapp/migrations", render_as_batch=True)

Row = TypeVar("Row", bound=Base)


class Numbered(Protocol):
    """A row with a number of its own."""

    id: Any


def init_app(app: Flask) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=f"{app.root_path}/migrations")
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
            queue = Queue(db.engine)
            event.listen(db.engine, "begin", lambda connection: _begin_sqlite(connection, queue))


def find(model: type[Row], *conditions: sa.ColumnElement[bool]) -> Row:
    """The one row that meets the conditions, or a page that says there is none (404)."""
    row = db.session.scalars(sa.select(model).where(*conditions)).one_or_none()
    if row is None:
        abort(404)
    return row


def hold(name: str, session: Session | None = None, *, is_shared: bool = False) -> None:
    """Let only one unit of work at a time go on past this name, until it ends.

    Those that share it go on together, and keep only those out that do not.
    """
    # On SQLite a unit of work that writes is alone already.
    if db.engine.dialect.name == "postgresql":
        key = sa.func.hashtext(name)
        alone, together = sa.func.pg_advisory_xact_lock, sa.func.pg_advisory_xact_lock_shared
        (session or db.session).execute(sa.select((together if is_shared else alone)(key)))


def insert_at_once(row: Numbered, session: Session) -> None:
    """Write a new row by itself, with nothing that hangs on it, and let the session know it.

    Everybody who writes waits meanwhile, and a flush looks after all that could hang on it.
    """
    insert, columns = _insertion(type(row))
    values = {column: getattr(row, column) for column in columns}
    row.id = session.connection().execute(insert, values).scalar_one()
    # SQLite gives the number of a row that was taken back once more.
    taken_back = session.identity_map.get(identity_key(type(row), row.id))
    if taken_back is not None:
        session.expunge(taken_back)
    make_transient_to_detached(row)
    session.add(row)


@cache
def _insertion(model: type[Numbered]) -> tuple[sa.Insert, list[str]]:
    columns = [one.key for one in sa.inspect(model).columns if not one.primary_key]
    return sa.insert(model).returning(model.id), columns


def commit_at_last(session: Session) -> None:
    """Commit as the last act of a request; what it has read is known still, and not read again."""
    session.expire_on_commit = False
    session.commit()


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """A short transaction of its own that writes, for what must be kept beside a page's reading."""
    with Session(db.engine.execution_options(writes=True)) as session, session.begin():
        yield session


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: sa.Connection, queue: Queue) -> None:
    # A deferred transaction that reads and then writes fails at once with BUSY_SNAPSHOT,
    # whatever busy_timeout says: whoever may write takes the lock first.
    if not _may_write(connection):
        connection.exec_driver_sql("BEGIN")
        return
    queue.begin_writing(connection)


def _may_write(connection: sa.Connection) -> bool:
    if connection.get_execution_options().get("writes"):
        return True
    return not is_reading()
