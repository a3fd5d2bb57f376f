"""Making two questions of one that asks two things (A17), and one of them again."""

from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Department
from confapp.people.models import User
from confapp.questions import acts, before_asking, guards, offering, wording
from confapp.questions.accepting import note_acceptance
from confapp.questions.intake import Intake
from confapp.questions.models import Ending, Question, Reference, Split, UnknownAsker
from confapp.questions.telling import ASKER, News, tell, to_asker, unsay
from confapp.vietnamese import nfc


def split(
    question: Question,
    *,
    text: str,
    department: Department,
    other_text: str,
    other_department: Department,
    by: User,
    at: datetime,
) -> Question:
    """Leave the first text with one department and send the second, as a new question, to another.

    Gives the new question; the same split sent again gives the first one. The first question stays
    owned if its department stays; both have one asker. Raises `Refusal` unless a department owns
    it, while it is live, and while an answer is in review or approved: nobody has approved it
    under other words.
    """
    acts.hold_numbers(question.event)
    guards.enter(question, Intake.OWNED)
    earlier = _made_before(question, text, other_text)
    if earlier is not None:
        return earlier
    wording.fitting(other_text)
    guards.disturb_no_review(question)
    guards.leave_the_hall(question, by=by, at=at)
    former = wording.change(question, text=text, by=by, at=at)
    if department is not question.department:
        offering.end(question, offering.MOVED, by=by, at=at)
        offering.offer(question, department, by=by, at=at)
    child = _second(question, other_text, at=at)
    db.session.flush()
    note_acceptance(child, domain=offering.domain_of(other_department, question), by=by, at=at)
    offering.offer(child, other_department, by=by, at=at)
    db.session.add(Split(parent=question, child=child, at=at, by=by, words_before=former))
    tell(question, News.SPLIT, ASKER, by=by, at=at)
    acts.note("split", question, by=by, into=child.number)
    return child


def rejoin(question: Question, *, by: User, at: datetime) -> None:
    """Undo the split of which this is the second question: the first has its words again.

    Raises `Refusal` once the second is taken or at an end, and when the first was worded anew.
    """
    guards.enter(question, Intake.OFFERED, Intake.ACCEPTED)
    made = of_child(question)
    if made is None or made.undone_at is not None:
        raise Refusal(_("%(number)s does not come from a split.", number=question.reference))
    parent = made.parent
    guards.enter(parent, Intake.OWNED, Intake.OFFERED)
    guards.disturb_no_review(parent)
    if parent.former_words[-1] is not made.words_before:
        raise Refusal(
            _("%(number)s has been worded anew since it was split.", number=parent.reference)
        )
    guards.leave_the_hall(parent, by=by, at=at)
    wording.change(parent, text=made.words_before.text, by=by, at=at)
    made.undone_at, made.undone_by_id = at, by.id
    guards.leave_the_hall(question, by=by, at=at)
    question.endings.append(
        Ending(
            kind=Intake.MERGED, at=at, by_id=by.id, reason=_("The split was undone."), target=parent
        )
    )
    unsay(parent, to_asker(News.SPLIT))
    acts.note("rejoin", question, by=by, into=parent.number)
    acts.touch(parent)


def of_child(question: Question) -> Split | None:
    return db.session.scalars(sa.select(Split).filter_by(child_id=question.id)).one_or_none()


def parent_of(question: Question) -> Question | None:
    """The question of which this one was a part when it was asked."""
    made = of_child(question)
    return made.parent if made is not None else None


def _made_before(question: Question, text: str, other_text: str) -> Question | None:
    """The second question of a split into just these words, if it has been made already."""
    if question.text != nfc(text).strip():
        return None
    made = sa.select(Split).filter_by(parent_id=question.id, undone_at=None).order_by(Split.id)
    same = [one for one in db.session.scalars(made) if one.child.text == nfc(other_text).strip()]
    return same[-1].child if same else None


def _second(question: Question, text: str, *, at: datetime) -> Question:
    child = Question(
        event=question.event,
        number=before_asking.next_number(question.event),
        submission_id=f"split-{uuid4()}",
        asker=question.asker,
        unknown_asker=_same_stranger(question),
        reference_given=_same_reference(question),
        domain=question.domain,
        shows_name=question.shows_name,
        channel=question.channel,
        entered_by_id=question.entered_by_id,
        asked_at=question.asked_at,
        left_at=question.left_at,
    )
    wording.say(child, wording.fitting(text))
    db.session.add(child)
    return child


def _same_stranger(question: Question) -> UnknownAsker | None:
    """Who asked both on paper, without being registered."""
    who = question.unknown_asker
    return UnknownAsker(full_name=who.full_name, province_id=who.province_id) if who else None


def _same_reference(question: Question) -> Reference | None:
    """The provision that the asker named is about both."""
    given = question.reference_given
    if given is None:
        return None
    parts = {"article": given.article, "clause": given.clause, "point": given.point}
    return Reference(document=given.document, **parts)
