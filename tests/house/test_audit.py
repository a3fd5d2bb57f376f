"""The audit log can be added to, and nothing else."""

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy.exc import DBAPIError

from confapp import audit
from confapp.database import db


@pytest.fixture
def entries(app: Flask) -> None:
    with app.app_context():
        for number in range(3):
            audit.record("act", f"thing {number}", user_id=None, why="thử")
        db.session.commit()


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize("change", ["UPDATE audit_entry SET act = 'x'", "DELETE FROM audit_entry"])
def test_entries_are_neither_changed_nor_deleted(app: Flask, change: str) -> None:
    with app.app_context():
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(sa.text(change))
        db.session.rollback()
        assert len(db.session.scalars(sa.select(audit.AuditEntry)).all()) == 3


@pytest.mark.usefixtures("entries")
def test_each_entry_is_sealed_with_the_one_before(app: Flask) -> None:
    with app.app_context():
        assert audit.first_broken() is None
        second = db.session.scalars(sa.select(audit.AuditEntry).offset(1)).first()
        # What somebody with the database in hand could do, and what the seal then shows.
        _drop("audit_entry_update_refused")
        second.subject = "another thing"
        db.session.commit()
        assert audit.first_broken() == second.id


def _drop(trigger: str) -> None:
    on = " ON audit_entry" if db.engine.dialect.name == "postgresql" else ""
    db.session.execute(sa.text(f"DROP TRIGGER {trigger}{on}"))


@pytest.mark.usefixtures("entries")
def test_entries_are_not_replaced_or_swept_away(app: Flask) -> None:
    with app.app_context():
        is_sqlite = db.engine.dialect.name == "sqlite"
        forged = "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE id = 2"
        with pytest.raises(DBAPIError, match="append-only"):
            db.session.execute(sa.text(forged if is_sqlite else "TRUNCATE audit_entry"))


def test_after_an_entry_was_taken_back_the_next_one_may_have_its_number(app: Flask) -> None:
    with app.app_context():
        for act in ("taken back", "kept"):
            work = db.session.begin_nested()
            audit.record(act, "thing", user_id=None)
            if act == "taken back":
                work.rollback()
        db.session.commit()

        acts = db.session.scalars(sa.select(audit.AuditEntry.act)).all()

        assert acts == ["kept"]
        assert audit.first_broken() is None
