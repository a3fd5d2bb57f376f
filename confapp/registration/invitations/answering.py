"""Answering an invitation: once, without an account, by the link in the letter."""

from collections.abc import Collection
from datetime import datetime

from flask_babel import gettext as _

from confapp import audit
from confapp.clock import in_vietnam
from confapp.database import db
from confapp.errors import Refusal
from confapp.registration import enrolling, letters, placing
from confapp.registration.delegations import nominating, replacing
from confapp.registration.lists.people import Person
from confapp.registration.models import Invitation, InvitationAnswer, Registration


def refuse_answered(registration: Registration) -> None:
    """Raises `Refusal` (410) once it was answered, or when the registration was cancelled."""
    invitation = registration.invitation
    if invitation is None or (registration.is_cancelled and invitation.answer is None):
        raise Refusal(_("This invitation is no longer open."), status=410)
    if invitation.answer is not None:
        answered = in_vietnam(invitation.answer.at)
        raise Refusal(
            _(
                "This invitation was answered at %(time)s on %(day)s.",
                time=f"{answered:%H:%M}",
                day=f"{answered:%d/%m/%Y}",
            ),
            status=410,
        )


def accept(registration: Registration, *, purposes: Collection[str], at: datetime) -> None:
    """Say that they come, and agree to these purposes; the ticket is sent by mail.

    Raises `Refusal` when it was answered before.
    """
    _answer(registration, is_accepted=True, reason="", at=at)
    enrolling.consent(registration, purposes, at=at)
    _note("accept invitation", registration)
    letters.tell_of_place(registration, at=at)


def decline(registration: Registration, *, reason: str, at: datetime) -> None:
    """Say that they do not come, and give the place on.

    Raises `Refusal` when it was answered before.
    """
    _answer(registration, is_accepted=False, reason=reason, at=at)
    _note("decline invitation", registration)
    enrolling.cancel(registration, by=None, at=at)


def decline_for(registration: Registration, person: Person, *, reason: str, at: datetime) -> None:
    """Say that somebody else comes instead; that person is invited in turn.

    Raises `Refusal` when it was answered before, and from the day of the conference on.
    """
    nominating.hold_addresses(registration.event, [person])
    _answer(registration, is_accepted=False, reason=reason, at=at)
    _note("decline invitation", registration)
    replacing.replace(registration, person, by=None, at=at)


def _answer(registration: Registration, *, is_accepted: bool, reason: str, at: datetime) -> None:
    placing.alone_with(registration)
    refuse_answered(registration)
    invitation = registration.invitation
    assert isinstance(invitation, Invitation)  # noqa: S101 – refused just above if there is none
    invitation.answer = InvitationAnswer(at=at, is_accepted=is_accepted, reason=reason)
    db.session.flush()


def _note(act: str, registration: Registration) -> None:
    # Whoever has the letter answers: the log does not say that it was the delegate.
    audit.record(
        act,
        f"registration {registration.id}",
        user_id=None,
        event_id=registration.event_id,
    )
