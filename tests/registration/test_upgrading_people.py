"""A database with people in it takes the step to forgetting them, and loses nobody on the way."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import upgrade

from confapp import create_app
from confapp.database import UTCDateTime, db
from tests.agenda.conftest import at
from tests.agenda.test_upgrading import dull, settings

__all__ = ["settings"]
BEFORE = "0004"
TABLES = (
    "event",
    "event_domain",
    "people_user",
    "people_sign_in",
    "registration",
    "registration_consent",
    "question",
    "certificate",
    "certificate_file",
)


@pytest.fixture
def upgraded(settings: dict[str, str]) -> Iterator[Flask]:
    app = create_app(settings)
    with app.app_context():
        upgrade(revision=BEFORE)
        known = sa.MetaData()
        known.reflect(db.engine)
        for name in TABLES:
            db.session.execute(known.tables[name].insert().values(a_row(known.tables[name])))
        db.session.commit()
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


def a_row(table: sa.Table) -> dict[str, object]:
    """One valid row, the first of its table, which belongs to the first ones of others."""
    row = {column.name: value_of(column) for column in table.columns}
    allowed = {"mode": "in_person", "salutation": "Ông", "channel": "web"}
    return row | {name: value for name, value in allowed.items() if name in row}


def value_of(column: sa.Column[object]) -> object:
    if isinstance(column.type, sa.DateTime):
        column.type = UTCDateTime()
        return at(8, 0)
    if isinstance(column.type, sa.LargeBinary):
        return b"x"
    if column.nullable:
        return None
    return 1 if isinstance(column.type, sa.Integer) else dull(column)


@pytest.mark.usefixtures("upgraded")
def test_everything_is_still_there() -> None:
    known = sa.MetaData()
    known.reflect(db.engine)

    rows = {
        name: db.session.scalar(sa.select(sa.func.count()).select_from(known.tables[name]))
        for name in TABLES
    }

    assert rows == dict.fromkeys(TABLES, 1)


@pytest.mark.usefixtures("upgraded")
def test_an_event_of_before_says_until_when_it_keeps_people() -> None:
    kept = sa.text("SELECT personal_data_until, certificates_until FROM event")

    assert [str(day) for day in db.session.execute(kept).one()] == ["2026-11-13", "2035-11-13"]


@pytest.mark.usefixtures("upgraded")
def test_foreign_keys_hold_again_after_the_step() -> None:
    with pytest.raises(sa.exc.IntegrityError):
        db.session.execute(sa.text("DELETE FROM registration"))
    db.session.rollback()


@pytest.mark.usefixtures("upgraded")
def test_the_id_of_a_deleted_account_is_never_given_out_again() -> None:
    insert = sa.text(
        "INSERT INTO people_user (email, email_key, full_name, is_administrator, is_staff,"
        " is_sample, created_at) VALUES (:key, :key, 'x', false, false, false, :at) RETURNING id"
    ).bindparams(sa.bindparam("at", type_=UTCDateTime()))
    if db.engine.dialect.name == "postgresql":
        db.session.execute(sa.text("SELECT setval('people_user_id_seq', 1)"))
    ids = [db.session.scalar(insert, {"key": key, "at": at(8, 0)}) for key in ("a@x.vn", "b@x.vn")]
    db.session.execute(sa.text("DELETE FROM people_user WHERE id = :id"), {"id": ids[-1]})

    assert db.session.scalar(insert, {"key": "c@x.vn", "at": at(8, 0)}) > ids[-1]
