"""What organisers do with the legal documents of their event: add, change, remove."""

from dataclasses import dataclass, fields
from datetime import date

import sqlalchemy as sa
from flask_babel import gettext as _

from confapp import audit
from confapp.database import Words, db, hold
from confapp.errors import Refusal
from confapp.events.models import Event, LegalDocument
from confapp.people.models import User
from confapp.questions.legal_documents import kinds, using


@dataclass(frozen=True)
class Particulars:
    """What is known of a document; `in_force_until` is the first day without force."""

    kind: str
    number: str
    title: Words
    issued_on: date
    in_force_from: date
    in_force_until: date | None


def add(event: Event, told: Particulars, *, by: User) -> LegalDocument:
    """Let answers of the event cite one more document; raises `Refusal` for a number twice."""
    _refuse(fault_of(told, event=event))
    document = LegalDocument(event_id=event.id)
    _write(document, told)
    db.session.add(document)
    db.session.flush()
    _note("add legal document", document, by=by, **_plain(told))
    return document


def change(document: LegalDocument, told: Particulars, *, event: Event, by: User) -> None:
    """Say something else about a document.

    Raises `Refusal` for another document's number, and for words of answers that stay.
    """
    hold(_lock_of(event.id))
    former = particulars_of(document)
    if told == former:
        return
    before, after = _plain(former), _plain(told)
    changed = {name: [before[name], after[name]] for name in after if before[name] != after[name]}
    # Who approves and who publishes wait for the log as well: what they did is seen from here on.
    _note("change legal document", document, by=by, **changed)
    _refuse(fault_of(told, event=event, document=document))
    _write(document, told)


def remove(document: LegalDocument, *, by: User) -> None:
    """Take a document off the list; raises `Refusal` once an answer or a question names it."""
    hold(_lock_of(document.event_id))
    _refuse(("", why_it_stays(document)))
    _note("remove legal document", document, by=by, **_plain(particulars_of(document)))
    db.session.delete(document)


def why_it_stays(document: LegalDocument) -> str:
    """Why it cannot be removed; empty if it can."""
    if using.is_cited(document):
        return _("Answers cite this document, so that it cannot be removed.")
    if using.is_asked_about(document):
        return _("Questions name this document, so that it cannot be removed.")
    return ""


def fault_of(
    told: Particulars, *, event: Event, document: LegalDocument | None = None
) -> tuple[str, str]:
    """The field that cannot be so, and why; both empty if nothing speaks against it."""
    hold(_lock_of(event.id))
    if _is_taken(told.number, event, but=document):
        return "number", _("A document with this number is in the list already.")
    if document is not None and using.is_stood_for(document):
        return _unlike_in_print(told, particulars_of(document))
    return "", ""


def particulars_of(document: LegalDocument) -> Particulars:
    return Particulars(**{one.name: getattr(document, one.name) for one in fields(Particulars)})


def _unlike_in_print(told: Particulars, former: Particulars) -> tuple[str, str]:
    """The field that would change what answers print: kind and number, of a law its name too."""
    why = _("Approved or published answers cite the document in these words, so that they stay.")
    if told.kind != former.kind:
        return "kind", why
    if told.number != former.number:
        return "number", why
    if kinds.KINDS[former.kind].begins:
        for language in ("vi", "en"):
            if getattr(told.title, language) != getattr(former.title, language):
                return f"title_{language}", why
    return "", ""


def _is_taken(number: str, event: Event, *, but: LegalDocument | None) -> bool:
    found = sa.select(LegalDocument.id).filter_by(event_id=event.id, number=number)
    return db.session.scalar(found) not in (None, but.id if but else None)


def _write(document: LegalDocument, told: Particulars) -> None:
    for one in fields(told):
        setattr(document, one.name, getattr(told, one.name))
    document.index()


def _plain(told: Particulars) -> dict[str, str]:
    days = ("issued_on", "in_force_from", "in_force_until")
    return {
        "kind": told.kind,
        "number": told.number,
        "title_vi": told.title.vi,
        "title_en": told.title.en,
        **{name: str(getattr(told, name) or "") for name in days},
    }


def _refuse(fault: tuple[str, str]) -> None:
    if fault[1]:
        raise Refusal(fault[1])


def _note(act: str, document: LegalDocument, *, by: User, **details: object) -> None:
    subject = f"legal document {document.id}"
    audit.record(act, subject, user_id=by.id, event_id=document.event_id, **details)


def _lock_of(event_id: int) -> str:
    return f"legal documents of event {event_id}"
