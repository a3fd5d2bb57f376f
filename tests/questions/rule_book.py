"""The rule book of a question as a table: who may do what from which state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from confapp.database import db
from confapp.events.models import Department
from confapp.events.policy import may_moderate
from confapp.hall import queue
from confapp.people.models import User
from confapp.questions import (
    accepting,
    answering,
    approving,
    clarifying,
    correcting,
    ending,
    merging,
    offering,
    owning,
    policy,
    splitting,
)
from confapp.questions.intake import Intake
from confapp.questions.models import Question
from tests.questions.making import ANSWER, department_of, draft

WORDS = "Đề nghị nêu rõ thủ tục nào và cấp nào giải quyết."
ANOTHER = "Sở có được ủy quyền cho Ủy ban nhân dân cấp xã cấp giấy phép này không?"
OPEN = {
    Intake.SUBMITTED,
    Intake.NEEDS_INFORMATION,
    Intake.ACCEPTED,
    Intake.OFFERED,
    Intake.OWNED,
}
AFTER_PUBLICATION = ("published", "correction drafted", "correction in review")
MODERATORS = frozenset({"moderator", "organiser"})
DEPARTMENT = frozenset({"head", "deputy", "assistant"})


@dataclass(frozen=True)
class Stand:
    """Where a question stands, along all three axes."""

    intake: Intake
    answer: str = ""
    stage: str = ""
    has_offer: bool = False

    @property
    def is_in_review(self) -> bool:
        return self.answer in ("in review", "approved")

    @property
    def is_published(self) -> bool:
        """Whether there is a published text, whatever has become of a correction of it."""
        return self.answer in AFTER_PUBLICATION


@dataclass(frozen=True)
class Act:
    """An act of the rule book: its roles and states, and how the program does it."""

    who: Callable[[Stand], frozenset[str]]
    states: set[Intake]
    may: Callable[[User, Question], bool]
    do: Callable[[Question, User, datetime], object]
    spares_the_stage: bool = False
    spares_a_review: bool = False
    of_answer: Callable[[Stand], bool] | None = None

    def is_possible(self, stand: Stand) -> bool:
        """Whether the state allows it, whoever asks."""
        if self.of_answer is not None:
            return stand.intake in self.states and self.of_answer(stand)
        return (
            stand.intake in self.states
            and not stand.is_published
            and not (self.spares_the_stage and stand.stage == "live")
            and not (self.spares_a_review and stand.is_in_review)
        )


def always(*roles: str) -> Callable[[Stand], frozenset[str]]:
    return lambda _stand: frozenset(roles)


def moderators(_stand: Stand) -> frozenset[str]:
    return MODERATORS


def department(stand: Stand) -> frozenset[str]:
    return DEPARTMENT if stand.has_offer else frozenset()


def owner_or_moderators(stand: Stand) -> frozenset[str]:
    is_owned = stand.has_offer and stand.intake in (Intake.OWNED, *ENDS_OF_OWNED)
    return MODERATORS | (DEPARTMENT if is_owned else frozenset())


def other(question: Question) -> Question:
    """Another open question of the event."""
    return (
        db.session.query(Question).filter(Question.id != question.id).order_by(Question.id).first()
    )


def elsewhere(question: Question) -> Department:
    return department_of("vt" if question.department is not department_of("vt") else "shtt")


# States that lie above an owned question; the makers of the test put them there.
ENDS_OF_OWNED: set[Intake] = {Intake.MERGED, Intake.REFERRED}
ACTS = {
    "A2 ask back": Act(
        owner_or_moderators,
        {Intake.SUBMITTED, Intake.OFFERED, Intake.OWNED},
        policy.may_ask_back,
        lambda q, by, at: clarifying.ask_back(q, message=WORDS, by=by, at=at),
        spares_the_stage=True,
        spares_a_review=True,
    ),
    "A3 supply": Act(
        always("asker", "clerk"),
        {Intake.NEEDS_INFORMATION},
        policy.may_supply,
        lambda q, by, at: clarifying.supply(q, text=ANOTHER, by=by, at=at),
    ),
    "A4 accept": Act(
        moderators,
        {Intake.SUBMITTED},
        policy.may_triage,
        lambda q, by, at: accepting.accept(q, domain=q.domain, by=by, at=at),
    ),
    "A5 decline": Act(
        moderators,
        {Intake.SUBMITTED, Intake.NEEDS_INFORMATION},
        policy.may_triage,
        lambda q, by, at: ending.decline(q, reason_code="unclear", reason=WORDS, by=by, at=at),
        spares_the_stage=True,
        spares_a_review=True,
    ),
    "A6 reopen": Act(
        always("asker", *MODERATORS),
        {Intake.DECLINED},
        policy.may_reopen,
        lambda q, by, at: ending.reopen(q, note=WORDS, by=by, at=at),
    ),
    "A7 merge": Act(
        moderators,
        OPEN,
        policy.may_triage,
        lambda q, by, at: merging.merge(q, other(q), reason=WORDS, by=by, at=at),
        spares_the_stage=True,
        spares_a_review=True,
    ),
    "A8 unmerge": Act(
        moderators,
        {Intake.MERGED},
        policy.may_triage,
        lambda q, by, at: merging.unmerge(q, by=by, at=at),
    ),
    "A9 withdraw": Act(
        always("asker"),
        OPEN - {Intake.OWNED},
        policy.may_withdraw,
        lambda q, by, at: ending.withdraw(q, by=by, at=at),
        spares_the_stage=True,
        spares_a_review=True,
    ),
    "A10 offer": Act(
        moderators,
        {Intake.ACCEPTED},
        policy.may_offer,
        lambda q, by, at: offering.offer(q, elsewhere(q), by=by, at=at),
    ),
    "A11 take": Act(
        department,
        {Intake.OFFERED},
        policy.may_answer,
        lambda q, by, at: owning.take(q, by=by, at=at),
    ),
    "A12 give back": Act(
        department,
        {Intake.OFFERED},
        policy.may_answer,
        lambda q, by, at: owning.give_back(q, reason_code="outside", reason=WORDS, by=by, at=at),
    ),
    "A14 move": Act(
        moderators,
        {Intake.OWNED},
        policy.may_triage,
        lambda q, by, at: offering.move(q, elsewhere(q), reason=WORDS, by=by, at=at),
        spares_a_review=True,
    ),
    "A16 refer": Act(
        always("organiser"),
        OPEN,
        policy.may_refer,
        lambda q, by, at: ending.refer(q, body="Bộ Nội vụ", reason=WORDS, by=by, at=at),
        spares_the_stage=True,
        spares_a_review=True,
    ),
    "A17 split": Act(
        moderators,
        {Intake.OWNED},
        policy.may_triage,
        lambda q, by, at: splitting.split(
            q,
            text=WORDS,
            department=q.department,
            other_text=ANOTHER,
            other_department=elsewhere(q),
            by=by,
            at=at,
        ),
        # Two guards more than the book has: nobody approved the answer under other words, and the
        # words on the screen do not change.
        spares_the_stage=True,
        spares_a_review=True,
    ),
    "draft": Act(
        department,
        {Intake.OWNED},
        policy.may_write,
        lambda q, by, _at: draft(q, ANSWER, by=by, saves_seen=q.answer.saves if q.answer else 0),
        of_answer=lambda stand: stand.answer in ("", "draft", "correction drafted"),
    ),
    "hand in": Act(
        department,
        {Intake.OWNED},
        policy.may_answer,
        lambda q, by, at: answering.submit_for_approval(q.answer, by=by, at=at),
        of_answer=lambda stand: stand.answer in ("draft", "correction drafted"),
    ),
    "approve": Act(
        lambda stand: department(stand) & {"head", "deputy"},
        {Intake.OWNED},
        policy.may_approve,
        lambda q, by, at: approving.approve(q.answer, saves_seen=q.answer.saves, by=by, at=at),
        of_answer=lambda stand: stand.answer in ("in review", "correction in review"),
    ),
    "publish": Act(
        lambda stand: (department(stand) & {"head", "deputy"}) | {"organiser"},
        {Intake.OWNED},
        policy.may_publish,
        lambda q, by, at: approving.publish(q.answer, by=by, at=at),
        of_answer=lambda stand: stand.answer == "approved",
    ),
    "begin correction": Act(
        department,
        {Intake.OWNED},
        policy.may_answer,
        lambda q, by, at: correcting.begin(q, reason=WORDS, by=by, at=at),
        of_answer=lambda stand: stand.answer == "published",
    ),
    "drop correction": Act(
        department,
        {Intake.OWNED},
        policy.may_answer,
        lambda q, by, at: correcting.drop(q, saves_seen=q.answer.saves, by=by, at=at),
        of_answer=lambda stand: stand.answer == "correction drafted",
    ),
    "retract": Act(
        lambda stand: (department(stand) & {"head", "deputy"}) | {"organiser"},
        {Intake.OWNED},
        policy.may_publish,
        lambda q, by, at: correcting.retract(q, reason=WORDS, by=by, at=at),
        of_answer=lambda stand: stand.is_published,
    ),
    "queue": Act(
        moderators,
        {Intake.ACCEPTED, Intake.OFFERED, Intake.OWNED},
        lambda user, q: may_moderate(user, q.event),
        lambda q, by, at: queue.queue_up(q, by=by, at=at),
        of_answer=lambda _stand: True,
    ),
}
NEEDS_AN_ANSWER = {"hand in", "approve", "publish", "drop correction"}
