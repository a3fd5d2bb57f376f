"""Questions that wait for a moderator to choose their department."""

import re

import sqlalchemy as sa

from confapp.database import db
from confapp.events.models import Department
from tests.hall.console_page import numbers_in


def test_a_question_of_a_domain_with_two_departments_waits_to_be_routed(app, moderator, questions):
    number = questions.submitted()
    offered = questions.offered()

    page = moderator.get("moderate").text
    buttons = re.findall(r'name="department_id" value="(\d+)"', page)

    with app.app_context():
        codes = [db.session.get_one(Department, int(one)).code for one in buttons]
    assert numbers_in('id="to-route"', page) == [number]
    assert page.index('id="queue-title"') < page.index('id="to-route"')
    assert offered in numbers_in('id="search-title"', page)
    assert number not in numbers_in('id="search-title"', page)
    assert sorted(codes) == ["bc", "vt"]


def test_a_moderator_sends_it_to_one_of_them(app, moderator, questions):
    number = questions.submitted()
    with app.app_context():
        posts = db.session.scalars(sa.select(Department.id).filter_by(code="bc")).one()
    before = moderator.get("moderate/queue").headers["ETag"]

    answer = moderator.post(f"questions/{number}/offer", {"department_id": posts})
    fragment = moderator.get("moderate/queue", headers={"If-None-Match": before})

    assert answer.status_code == 303
    assert fragment.status_code == 200
    assert 'id="to-route"' not in fragment.text


def test_a_submitted_question_is_refused_at_the_queue(moderator, questions, hall):
    number = questions.submitted()

    assert moderator.post(f"moderate/questions/{number}/turn").status_code == 409
    assert hall.queued() == []
