"""Letters to delegates."""

from datetime import datetime

from flask_babel import force_locale

from confapp.events.models import Event
from confapp.mail import outbox, wording
from confapp.mail.wording import Letter
from confapp.people import letters as people_letters
from confapp.registration import enclosing, wordings
from confapp.registration.application import Outcome
from confapp.registration.models import Registration
from confapp.registration.standing import Standing, position_of, standing_of

OF_STANDING = {
    Standing.CONFIRMED: wordings.PLACE_GIVEN,
    Standing.PENDING: wordings.PENDING,
    Standing.WAITING: wordings.WAITING,
    Standing.REJECTED: wordings.REJECTED,
}
# The ticket goes with what confirms a place.
WITH_TICKET = (wordings.CONFIRMATION, wordings.PLACE_GIVEN)


def tell(outcome: Outcome, event: Event, *, at: datetime) -> None:
    """Say what became of a registration; tell of an attempt that a stranger may have made."""
    if outcome.is_new and outcome.registration is not None:
        tell_of_place(outcome.registration, at=at)
    elif outcome.is_own:
        return
    elif outcome.registration is not None:
        _write_with_link(outcome, event, wordings.ALREADY_REGISTERED, at=at)
    else:
        _write_with_link(outcome, event, wordings.KNOWN_ACCOUNT, at=at)


def tell_of_place(registration: Registration, *, at: datetime) -> None:
    """Confirm the place with a link that signs in, or say what it still waits for."""
    where = standing_of(registration, at=at)
    if where is Standing.CONFIRMED:
        outcome = Outcome(registration.user, registration, is_new=True, is_own=False)
        _write_with_link(outcome, registration.event, wordings.CONFIRMATION, at=at)
    elif where in OF_STANDING:
        write(registration, OF_STANDING[where], at=at)


def offer_place(registration: Registration, *, until: datetime, at: datetime) -> None:
    """Tell the first in line that a place has become free, and until when it is kept."""
    write(registration, wordings.PLACE_OFFERED, at=at, until=until)


def confirm(registration: Registration, *, at: datetime) -> None:
    """Confirm a place that was waited for."""
    write(registration, wordings.PLACE_GIVEN, at=at)


def tell_of_decision(registration: Registration, *, at: datetime) -> None:
    write(registration, OF_STANDING[standing_of(registration, at=at)], at=at)


def tell_of_cancellation(registration: Registration, *, at: datetime) -> None:
    write(registration, wordings.CANCELLED, at=at)


def tell_of_replacement(registration: Registration, *, at: datetime) -> None:
    """Tell whoever does not come that somebody else does."""
    write(registration, wordings.REPLACED, at=at)


def write(
    registration: Registration,
    letter: Letter,
    *,
    at: datetime,
    until: datetime | None = None,
    answer: str = "",
) -> None:
    """In the delegate's own language and without a link that signs in, which lives for an hour."""
    event = registration.event
    with force_locale(registration.language):
        words = wordings.of_event(event) | wordings.of_delegate(registration)
        words |= {"position": str(_position(registration)), "answer": answer}
        words |= {"reason": _reason(registration)}
        words |= {"until": wordings.moment(until)} if until else {}
        subject, text = wording.compose(wording.current(letter, event.id), words)
        outbox.write(
            registration.email,
            subject,
            text,
            at=at,
            event_id=event.id,
            enclosure=_enclosure(registration, letter),
        )


def _write_with_link(outcome: Outcome, event: Event, letter: Letter, *, at: datetime) -> None:
    words = wordings.of_event(event)
    if outcome.registration is not None:
        words |= wordings.of_delegate(outcome.registration)
    said = wording.current(letter, event.id)
    people_letters.write_signing_in(
        outcome.user,
        lambda link: wording.compose(said, words | {"link": link}),
        at=at,
        event_id=event.id,
        enclosure=_enclosure(outcome.registration, letter),
    )


def _enclosure(registration: Registration | None, letter: Letter) -> str | None:
    return enclosing.named(registration) if registration and letter in WITH_TICKET else None


def _reason(registration: Registration) -> str:
    decision = registration.request.decision if registration.request else None
    return decision.reason if decision else ""


def _position(registration: Registration) -> int:
    return position_of(registration) if registration.waiting else 0
