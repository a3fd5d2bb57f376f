"""Merging and putting apart again gives back everything as it was."""

from datetime import timedelta

import sqlalchemy as sa

from confapp.clock import now
from confapp.database import Base, db
from confapp.questions import clusters, merging, states
from confapp.questions.intake import Intake, intake
from confapp.questions.models import Support
from tests.questions.conftest import the_question, the_user
from tests.questions.rule_book import WORDS

# What merging adds to: the end that was undone, and the news of both.
GROWS = ("question_ending", "question_notice")


def facts() -> dict[str, list]:
    db.session.flush()
    tables = [one for one in Base.metadata.sorted_tables if one.name.startswith("question")]
    return {
        table.name: sorted(map(tuple, db.session.execute(sa.select(table))), key=repr)
        for table in tables
        if table.name not in GROWS
    }


def test_putting_apart_restores_states_votes_and_due_times(app, questions, cast, things) -> None:
    merged, target = questions.drafted(), questions.taken()
    joins, moderator = things.registration("Lý Thị Cùng Hỏi"), cast.moderator()
    with app.app_context():
        question, other, by = the_question(merged), the_question(target), the_user(moderator)
        db.session.add(Support(question_id=question.id, registration_id=joins, at=now()))
        before, place = facts(), states.place(question)
        people = [clusters.behind(one).people for one in (question, other)]

        merging.merge(question, other, reason=WORDS, by=by, at=now())
        db.session.flush()
        assert intake(question) is Intake.MERGED
        assert clusters.behind(other).people == sum(people)
        merging.unmerge(question, by=by, at=now() + timedelta(days=3))

        assert facts() == before
        assert states.place(question) == place
        assert [clusters.behind(one).people for one in (question, other)] == people
