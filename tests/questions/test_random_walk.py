"""Ten thousand acts of anybody on anything, and what holds after each of them."""

import hashlib
from collections.abc import Iterator
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.hall import queue, stage
from confapp.hall.models import Turn
from confapp.people.models import User
from confapp.questions import asking, clusters, intake, offering, states
from confapp.questions.models import Answer, Offer, Publication, Question, Support
from tests.questions.making import TEXT, domain_of
from tests.questions.people import everybody, registration_of
from tests.questions.rule_book import ACTS, NEEDS_AN_ANSWER

WALKS, STEPS = 102, 100
QUESTIONS = 3
ON_STAGE = ("take live", "answered", "put aside", "take off")


class Walk(RuleBasedStateMachine):
    """Somebody tries something; what is refused leaves nothing behind."""

    steps_taken = 0
    acts_done = 0
    people: dict[str, User]
    questions: list[Question]
    user_ids: dict[str, int]

    @initialize()
    def ask(self) -> None:
        self.at = now()
        self.published: dict[int, str] = {}
        people = {role: db.session.get_one(User, id_) for role, id_ in Walk.user_ids.items()}
        self.people = people
        self.questions = [self._asked(n) for n in range(QUESTIONS)]
        self.touched, self.has_changed = self.questions[0], True

    @rule(
        act=st.sampled_from([*sorted(ACTS), *ON_STAGE, "lapse", "join"]),
        role=st.sampled_from(["moderator", "head", "assistant", "asker", "organiser", "clerk"]),
        which=st.integers(0, QUESTIONS - 1),
        minutes=st.integers(0, 30),
    )
    def act(self, act: str, role: str, which: int, minutes: int) -> None:
        Walk.steps_taken += 1
        self.at += timedelta(minutes=minutes)
        self.touched, self.has_changed = self.questions[which], False
        if act in ACTS:
            self._act(act, self.people[role])
        elif act in ON_STAGE:
            self._run_the_hall(act, self.people["moderator"])
        elif act == "lapse":
            self._try(lambda: offering.expire(self.touched, at=self.at))
        else:
            self._join()

    @invariant()
    def everything_holds(self) -> None:
        if self.has_changed:
            self._there_is_one_lead()
            self._one_question_is_live()
            self._published_bytes_stay()
            self._every_spoken_answer_is_somebodys_task()
            self._whoever_asks_is_counted_once()
            self._statements_and_rules_agree_on_the_state()
            self._a_draft_lives_only_with_its_owner()
            self._nothing_waits_in_the_hall_that_may_not_be_raised()

    def teardown(self) -> None:
        for question in self.questions:
            self.touched = question
            self._there_is_a_way_on()
        db.session.remove()

    def _there_is_one_lead(self) -> None:
        open_offers = sa.select(sa.func.count()).where(Offer.ended_at.is_(None))
        most = open_offers.group_by(Offer.question_id).order_by(sa.func.count().desc()).limit(1)
        assert (db.session.scalar(most) or 0) <= 1

    def _one_question_is_live(self) -> None:
        live = sa.select(sa.func.count()).where(Turn.live_at.is_not(None), Turn.ended_at.is_(None))
        assert db.session.scalar(live) <= 1

    def _published_bytes_stay(self) -> None:
        rows = sa.select(Publication.answer_id, Publication.text_sha256, Answer.text).join(Answer)
        for answer_id, digest, text in db.session.execute(rows):
            assert hashlib.sha256(text.encode()).hexdigest() == digest
            assert self.published.setdefault(answer_id, digest) == digest

    def _every_spoken_answer_is_somebodys_task(self) -> None:
        answered = sa.select(Turn).filter_by(outcome=queue.ANSWERED)
        for turn in db.session.scalars(answered):
            question = turn.question
            left_its_owner = question.ending is not None or any(
                one.ending in (offering.MOVED, offering.REOPENED) for one in question.offers
            )
            assert question.is_owned or question.published_answer or left_its_owner

    def _whoever_asks_is_counted_once(self) -> None:
        members = [self.touched, *clusters.merged_into(self.touched)]
        askers = {one.asker_id for one in members if one.left_at is None}
        joined = sa.select(Support.registration_id).where(
            Support.question_id.in_([one.id for one in members])
        )
        assert clusters.behind(self.touched).people == len(askers | set(db.session.scalars(joined)))

    def _statements_and_rules_agree_on_the_state(self) -> None:
        place = sa.select(states.place_column()).where(Question.id == self.touched.id)
        assert db.session.scalar(place) == states.place(self.touched)

    def _a_draft_lives_only_with_its_owner(self) -> None:
        answer = self.touched.answer
        assert answer is None or self.touched.is_owned

    def _nothing_waits_in_the_hall_that_may_not_be_raised(self) -> None:
        here = intake.intake(self.touched)
        going_on = sa.select(Turn.id).filter_by(question_id=self.touched.id, ended_at=None)
        assert here in queue.QUEUEABLE or db.session.scalar(going_on) is None

    def _there_is_a_way_on(self) -> None:
        """An open question can be brought on by somebody, and a merged one put apart."""
        here = intake.intake(self.touched)
        on = {
            intake.Intake.SUBMITTED: ("A4 accept", "moderator"),
            intake.Intake.NEEDS_INFORMATION: ("A3 supply", "clerk"),
            intake.Intake.ACCEPTED: ("A10 offer", "organiser"),
            intake.Intake.MERGED: ("A8 unmerge", "moderator"),
            intake.Intake.DECLINED: ("A6 reopen", "moderator"),
        }
        if here in on and self.touched.published_answer is None:
            act, role = on[here]
            assert ACTS[act].may(self.people[role], self.touched)
            ACTS[act].do(self.touched, self.people[role], self.at)

    def _act(self, name: str, user: User) -> None:
        question, act = self.touched, ACTS[name]
        if act.may(user, question) and not (name in NEEDS_AN_ANSWER and question.answer is None):
            self._try(lambda: act.do(question, user, self.at))

    def _run_the_hall(self, act: str, by: User) -> None:
        newest = sa.select(Turn).filter_by(question_id=self.touched.id).order_by(Turn.id.desc())
        turn = db.session.scalars(newest).first()
        if turn is None:
            return
        acts = {
            "take live": lambda: stage.take_live(turn, by=by, at=self.at),
            "answered": lambda: stage.end(turn, queue.ANSWERED, by=by, at=self.at),
            "put aside": lambda: stage.end(turn, queue.PUT_ASIDE, by=by, at=self.at),
            "take off": lambda: queue.take_off(turn, by=by, at=self.at),
        }
        self._try(acts[act])

    def _join(self) -> None:
        registration = registration_of(self.people["other delegate"])
        support = Support(question_id=self.touched.id, registration_id=registration.id, at=self.at)
        db.session.merge(support)
        self.has_changed = True

    def _try(self, act) -> None:
        db.session.flush()
        try:
            act()
        except Refusal:
            was_refused = True
        else:
            was_refused = False
        # What is refused has not touched anything, so that nothing is to be undone.
        has_touched = bool(db.session.new or db.session.dirty or db.session.deleted)
        assert not (was_refused and has_touched)
        db.session.flush()
        self.has_changed = not was_refused
        Walk.acts_done += not was_refused

    def _asked(self, n: int) -> Question:
        question = asking.ask(
            registration_of(self.people["asker"]),
            domain=domain_of("shtt"),
            text=f"{TEXT} ({n})",
            shows_name=False,
            submission_id=f"random-walk-number-{n:04d}",
            at=self.at,
        )
        db.session.flush()
        return question


@pytest.fixture
def people(app: Flask, things) -> Iterator[dict[str, int]]:
    with app.app_context():
        yield {role: user.id for role, user in everybody(things).items()}
        db.session.rollback()


# Some minutes on a slow machine.
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("environ", ["sqlite"], indirect=True)
def test_ten_thousand_acts_leave_every_question_whole(people) -> None:
    Walk.user_ids, Walk.steps_taken, Walk.acts_done = people, 0, 0

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert Walk.steps_taken > 10_000
    assert Walk.acts_done > 500
