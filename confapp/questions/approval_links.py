"""Approving by a link in a letter: one person, one text, once, without an account."""

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp.database import db
from confapp.errors import Refusal
from confapp.events.models import Event
from confapp.i18n import moment_words
from confapp.people import signing_in
from confapp.people.models import User
from confapp.questions import acts, approving, policy
from confapp.questions.models import Answer, ApprovalLink, Question, Submission

LIVES = timedelta(hours=48)
VIA = "link"


def make(submission: Submission, user: User, *, at: datetime) -> str:
    """A new link's key for this person and this text; only its hash is kept."""
    key = secrets.token_urlsafe(32)
    db.session.add(
        ApprovalLink(
            submission=submission,
            user_id=user.id,
            key_hash=signing_in.hash_of(key),
            saves=submission.answer.saves,
            sent_at=at,
            expires_at=at + LIVES,
            used_at=None,
        )
    )
    return key


def alive(key: str, event: Event, *, at: datetime) -> ApprovalLink:
    """The link with this key; raises `Refusal` (410), saying why, when it does nothing any more."""
    found = sa.select(ApprovalLink).filter_by(key_hash=signing_in.hash_of(key))
    link = db.session.scalars(found).one_or_none()
    if link is None or link.submission.answer.question.event_id != event.id:
        raise Refusal(_("This link is not valid. Please open it from the letter."), status=410)
    if reason := why_dead(link, at=at):
        raise Refusal(reason, status=410)
    return link


def why_dead(link: ApprovalLink, *, at: datetime) -> str:
    """Why the link does nothing any more, in a sentence; nothing while it is alive."""
    answer = link.submission.answer
    if link.used_at is not None:
        return _("This link was used at %(when)s.", when=moment_words(link.used_at))
    if link.submission.approval is not None:
        approved_at = moment_words(link.submission.approval.at)
        return _("The answer was approved at %(when)s already.", when=approved_at)
    if link.submission.ended_at is not None or not _is_current(answer, link):
        return _(
            "The answer was taken back or changed after this letter. "
            "Once it is submitted again, there will be a new letter."
        )
    if link.expires_at <= at:
        return _("This link expired at %(when)s.", when=moment_words(link.expires_at))
    if not policy.may_approve(link.user, answer.question):
        return _("Whoever got this letter does not approve for the department any more.")
    return ""


def approve(key: str, event: Event, *, at: datetime) -> Question:
    """Let the person whose link it is stand for the text; twice, the second time is refused."""
    link = _taken(key, event, at=at)
    answer = link.submission.answer
    approving.approve(answer, saves_seen=link.saves, by=link.user, at=at, via=VIA)
    return answer.question


def send_back(key: str, event: Event, *, reason: str, at: datetime) -> Question:
    """Make a draft of the text again, with a reason for who writes it."""
    link = _taken(key, event, at=at)
    answer = link.submission.answer
    approving.send_back_to_draft(answer, reason=reason, by=link.user, at=at, via=VIA)
    return answer.question


def _taken(key: str, event: Event, *, at: datetime) -> ApprovalLink:
    """The link, used up; what others did with the question before is seen."""
    link = alive(key, event, at=at)
    acts.alone(link.submission.answer.question)
    db.session.refresh(link)
    db.session.refresh(link.submission)
    link = alive(key, event, at=at)
    link.used_at = at
    return link


def _is_current(answer: Answer, link: ApprovalLink) -> bool:
    return answer.question.answer is answer and answer.saves == link.saves
