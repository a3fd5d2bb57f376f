"""What the database promises: times stay aware, and whoever writes holds the lock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import StatementError

from confapp.clock import now
from confapp.database import Base, db
from confapp.mail import outbox
from confapp.mail.models import Message


def test_a_time_comes_back_aware_and_in_utc(app: Flask) -> None:
    in_hanoi = datetime(2025, 11, 13, 8, 30, tzinfo=timezone(timedelta(hours=7)))
    with app.app_context():
        outbox.write("an@example.org", "s", "t", at=in_hanoi)
        db.session.commit()
        db.session.expire_all()

        [kept] = db.session.scalars(sa.select(Message.created_at))

    assert (kept, kept.tzinfo) == (datetime(2025, 11, 13, 1, 30, tzinfo=UTC), UTC)


def test_a_time_without_a_zone_is_not_stored(app: Flask) -> None:
    with app.app_context():
        outbox.write("an@example.org", "s", "t", at=datetime(2025, 11, 13))  # noqa: DTZ001
        with pytest.raises(StatementError, match="aware"):
            db.session.flush()


def test_sqlite_keeps_what_it_acknowledged(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            pragmas = ["on", "on"]
            found = [
                db.session.scalar(sa.text(f"SHOW {s}")) for s in ("fsync", "synchronous_commit")
            ]
        else:
            pragmas = ["wal", 2, 1, 5000]
            names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            found = [db.session.scalar(sa.text(f"PRAGMA {name}")) for name in names]

    assert found == pragmas


def test_a_page_that_only_reads_does_not_wait_for_somebody_who_writes(app, stranger) -> None:
    with app.app_context():
        outbox.write("an@example.org", "s", "t", at=now())
        db.session.flush()

        assert stranger.get("agenda").status_code == 200


def test_migrations_lead_to_the_tables_that_the_program_knows(app: Flask) -> None:
    with app.app_context():
        found = set(sa.inspect(db.engine).get_table_names()) - {"alembic_version"}

    assert found == set(Base.metadata.tables)


def test_migrations_and_models_agree_in_every_column(app: Flask) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, Base.metadata) == []
