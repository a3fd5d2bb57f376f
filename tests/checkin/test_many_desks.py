"""Many desks at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import sqlalchemy as sa

from confapp import live
from confapp.checkin import checking
from confapp.checkin.models import CheckIn
from confapp.database import db
from tests.cast import the_event
from tests.checkin.conftest import Seen


def test_of_many_desks_at_once_one_checks_in_and_the_others_hear_of_it(
    app, things, sessions, enter
):
    an = things.registration()
    desks = [f"Bàn Số {number}" for number in range(8)]
    start = Barrier(len(desks))

    def scan(name: str) -> Seen:
        start.wait()
        return enter(an, sessions[0], by=name)

    with ThreadPoolExecutor(len(desks)) as pool:
        seen = list(pool.map(scan, desks))

    with app.app_context():
        rows = db.session.scalars(sa.select(CheckIn)).all()
        assert len(rows) == 1
        assert sorted(one.kind for one in seen) == ["already"] * 7 + ["in"]
        assert {one.by for one in seen} == {rows[0].by.full_name}
        assert live.version_of(checking.topic(the_event().id)) == 1
