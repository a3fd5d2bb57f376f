"""Asking the asker back (A2), and what the asker adds (A3); meanwhile the clock stands still."""

from datetime import datetime

from flask_babel import gettext as _

from confapp.people.models import User
from confapp.questions import acts, guards, wording, working_hours
from confapp.questions.intake import Intake
from confapp.questions.models import InfoRequest, Question
from confapp.questions.telling import ASKER, MODERATORS, News, tell, tell_department


def ask_back(question: Question, *, message: str, by: User, at: datetime) -> None:
    """Ask the asker for what is missing.

    Raises `Refusal` for a message of under 15 characters, from a state in which nobody waits for
    the asker's words, while the question is live, and while an answer is in review or approved.
    """
    guards.enter(question, Intake.SUBMITTED, Intake.OFFERED, Intake.OWNED)
    guards.disturb_no_review(question)
    said = guards.long_enough(message)
    guards.leave_the_hall(question, by=by, at=at)
    question.info_requests.append(InfoRequest(at=at, by_id=by.id, message=said))
    tell(question, News.ASKED_BACK, ASKER, by=by, at=at)
    acts.note("ask back", question, by=by, message=said)


def supply(question: Question, *, text: str, by: User, at: datetime) -> None:
    """Take in how the asker words the question now; it goes on from where it was.

    What was asked before stays as former words. The due time moves by the working time that the
    answer waited for. Raises `Refusal` if nobody asked, and for words that are too short or long.
    """
    guards.enter(question, Intake.NEEDS_INFORMATION)
    request = question.info_request
    if request is None:
        raise ValueError("who waits for information has asked for it")
    wording.change(question, text=text, by=by, at=at)
    request.closed_at, request.closed_by_id = at, by.id
    _let_the_clock_run_on(question, request, at)
    tell(question, News.INFORMATION_CAME, MODERATORS, by=by, at=at)
    tell_department(question, News.INFORMATION_CAME, by=by, at=at)
    acts.note("supply information", question, by=by, on_behalf_of=acts.behind(question, by))


def joined(text: str, addition: str) -> str:
    """The question with what its asker adds, as a paragraph of its own that says so."""
    marked = _("Addition: %(words)s", words=addition)
    return f"{text}\n\n{marked}"


def _let_the_clock_run_on(question: Question, request: InfoRequest, at: datetime) -> None:
    if question.offer is None:
        return
    offer, waited = question.offer, working_hours.between(request.at, at)
    offer.due_at = working_hours.after(offer.due_at, waited)
    if offer.ownership is None:
        offer.accept_by += at - request.at
