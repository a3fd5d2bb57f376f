"""What could be cited before the kinds of documents is a decree, with its articles and answers."""

from datetime import date

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from confapp import create_app
from confapp.database import db
from confapp.events.models import LegalDocument
from tests.agenda.test_upgrading import settings
from tests.registration.test_upgrading_people import a_row

__all__ = ["settings"]
BEFORE = "0016"
TABLES = ("event", "event_decree", "event_provision")
DATES = {"issued_on": date(2025, 6, 12), "in_force_from": date(2025, 7, 1)}


def test_a_decree_of_before_keeps_its_articles_and_can_be_found(settings) -> None:
    app = create_app(settings)
    with app.app_context():
        upgrade(revision=BEFORE)
        known = sa.MetaData()
        known.reflect(db.engine)
        for name in TABLES:
            row = a_row(known.tables[name])
            told = DATES | {"number": "132/2025/NĐ-CP"} if name == "event_decree" else {}
            db.session.execute(known.tables[name].insert().values(row | told))
        db.session.commit()
        upgrade()

        one = db.session.scalars(sa.select(LegalDocument)).one()
        assert (one.kind, one.searchable) == ("decree", "132/2025/nd-cp x x")
        assert [provision.article for provision in one.provisions] == ["x"]
        one.kind = "treaty"
        with pytest.raises(sa.exc.IntegrityError):
            db.session.flush()
        db.session.rollback()
        db.session.remove()
        downgrade(revision=BEFORE)
        columns = {column["name"] for column in sa.inspect(db.engine).get_columns("event_decree")}
        assert not {"kind", "searchable"} & columns
        db.session.remove()
        db.engine.dispose()
