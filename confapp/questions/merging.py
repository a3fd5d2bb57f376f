"""Putting the same questions together (A7), and apart again (A8)."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.errors import Refusal
from confapp.people.models import User
from confapp.questions import acts, clusters, guards
from confapp.questions.intake import NAMES, OPEN, Intake, intake, is_open
from confapp.questions.models import Ending, Question
from confapp.questions.telling import ASKER, News, tell, to_asker, unsay


def merge(question: Question, target: Question, *, reason: str, by: User, at: datetime) -> None:
    """Let the target stand for this question; its own facts, votes and due time stay beneath.

    Raises `Refusal` while it is live, while an answer is in review or approved, and unless the
    target is another open question of the event that is not itself merged into this one.
    """
    acts.alone(target)
    guards.enter(question, *OPEN)
    guards.disturb_no_review(question)
    _refuse_target(question, target)
    said = guards.long_enough(reason)
    guards.leave_the_hall(question, by=by, at=at)
    question.endings.append(
        Ending(kind=Intake.MERGED, at=at, by_id=by.id, reason=said, target=target)
    )
    tell(question, News.MERGED, ASKER, by=by, at=at)
    acts.note("merge", question, by=by, into=target.number, reason=said)
    acts.touch(target)


def unmerge(question: Question, *, by: User, at: datetime) -> None:
    """Put the question back to where it was: its state, its votes and its due time.

    Its asker is told only after having been told of the merge.
    Raises `Refusal` for a question that is not merged.
    """
    guards.enter(question, Intake.MERGED)
    ending = question.ending
    if ending is None or ending.target is None:
        raise ValueError("a merged question has its target")
    ending.undone_at, ending.undone_by_id = at, by.id
    if not unsay(question, to_asker(News.MERGED)):
        tell(question, News.UNMERGED, ASKER, by=by, at=at)
    acts.note("unmerge", question, by=by, out_of=ending.target.number)
    acts.touch(ending.target)


def let_go(question: Question, *, by: User, at: datetime) -> None:
    """Put apart all that were merged into a question that does not go on."""
    for one in clusters.merged_into(question):
        if one.ending is not None and one.ending.target is question:
            unmerge(one, by=by, at=at)


def _refuse_target(question: Question, target: Question) -> None:
    if target is question or target.event_id != question.event_id:
        raise Refusal(_("Please name another question of this conference."), status=422)
    if target in clusters.merged_into(question):
        raise Refusal(
            _(
                "%(other)s is merged into %(number)s itself.",
                other=target.reference,
                number=question.reference,
            )
        )
    if not is_open(target):
        raise Refusal(
            _(
                "%(other)s is not open any more; its state is: %(state)s.",
                other=target.reference,
                state=str(NAMES[intake(target)]),
            )
        )
