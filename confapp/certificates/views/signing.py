"""Signing certificates: with the body's key for one run, or elsewhere."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp import audit, bodies
from confapp.access import admit
from confapp.certificates.signing import copies as signing_copies
from confapp.certificates.signing import elsewhere, keys, signed_files, trust
from confapp.certificates.signing.forms import (
    LARGEST_SENDING,
    MOST_AT_ONCE,
    PORTION,
    KeyForm,
    SignedFilesForm,
)
from confapp.certificates.views.blueprint import certificates
from confapp.clock import now
from confapp.database import db
from confapp.downloads import as_download
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import asked_number, read
from confapp.people.visiting import visitor


@certificates.get("/organise/certificates/signing")
@admit(may_organise)
def signing() -> ResponseReturnValue:
    return _page(read(KeyForm), SignedFilesForm())


@certificates.post("/organise/certificates/signing")
@admit(may_organise)
def sign() -> ResponseReturnValue:
    form = read(KeyForm)
    if not form.validate():
        return _page(form, SignedFilesForm()), 422
    # Opening the key takes a while and must not hold the database.
    db.session.commit()
    try:
        key = keys.open_key(form.content, form.passphrase.data or "", at=now())
    except Refusal as refusal:
        form.key.errors = [str(refusal)]
        return _page(form, SignedFilesForm()), 422
    signed = signed_files.sign_all(current_event(), key, by_id=visitor().id, at=now(), most=PORTION)
    return _done(len(list(signed)))


@certificates.get("/organise/certificates/signing/copies.zip")
@admit(may_organise)
def copies() -> ResponseReturnValue:
    event, user, at = current_event(), visitor(), now()
    audit.note_reading("copies for signing", user_id=user.id, event_id=event.id)
    after = asked_number("after") or 0
    found = signing_copies.next_ones(event, after=after, most=MOST_AT_ONCE, at=at)
    packed = signing_copies.as_zip(found, at=at)
    return as_download(packed, "application/zip", _("Certificates to be signed") + ".zip")


@certificates.post("/organise/certificates/signing/files")
@admit(may_organise)
@bodies.takes(LARGEST_SENDING)
def take_in_signed() -> ResponseReturnValue:
    form = read(SignedFilesForm)
    if not form.validate():
        return _page(KeyForm(), form), 422
    outcome = elsewhere.take_in(current_event(), form.sent, by_id=visitor().id, at=now())
    if not outcome.refusals:
        return _done(len(outcome.taken))
    return _page(KeyForm(), form, outcome=outcome), 422


def _done(number: int) -> ResponseReturnValue:
    flash(_signed(number), "done")
    return redirect(url_for(".signing"), 303)


def _signed(number: int) -> str:
    return ngettext(
        "%(num)d certificate has been signed.", "%(num)d certificates have been signed.", number
    )


def _page(key: KeyForm, files: SignedFilesForm, *, outcome: elsewhere.Outcome | None = None) -> str:
    event = current_event()
    return render_template(
        "certificates/signing.html",
        key=key,
        files=files,
        taken=_signed(len(outcome.taken)) if outcome and outcome.taken else "",
        refusals=outcome.refusals if outcome else [],
        most=MOST_AT_ONCE,
        portion=PORTION,
        names_roots=trust.names_roots(),
        unsigned=signed_files.count_unsigned(event),
        unprintable=signed_files.unprintable(event, at=now()),
        batches=signed_files.batches(event, of=MOST_AT_ONCE),
        signers=db.session.execute(signed_files.signers(event)).all(),
    )
