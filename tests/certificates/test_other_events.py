"""Organisers of one event neither see nor sign what belongs to another."""

from io import BytesIO

import pytest

from confapp.certificates.signing import copies, keys, pades, signed_files
from confapp.clock import now
from confapp.database import db
from confapp.events import roles
from confapp.people import inviting
from tests.cast import the_event
from tests.certificates.signing import PASSPHRASE, key_file
from tests.checkin.elsewhere import another_event

PAGES = [
    "rules",
    "preview",
    "preview/longest.pdf",
    "preview/longest.png",
    "signing",
    "signing/copies.zip",
]
FORMS = ["rules", "signing", "signing/files"]
THEIRS = "/su-kien-khac/organise/certificates/"


@pytest.fixture
def their_organiser(app, cast):
    """Who organises another event, and that one only."""
    with app.app_context():
        event = another_event()
        db.session.add(event)
        user = inviting.account("noi-khac@example.org", "Đỗ Thị Khác", at=now())
        db.session.flush()
        roles.give(user, roles.ORGANISER, event)
        db.session.commit()
        user_id = user.id
    return cast.sign_in(user_id)


def test_pages_and_forms_of_another_event_are_closed(cast, their_organiser):
    ours = cast.organiser()
    own = "organise/certificates/"

    seen = {path: their_organiser.get(own + path).status_code for path in PAGES}
    sent = {path: their_organiser.post(own + path).status_code for path in FORMS}
    other_way = {path: ours.get(THEIRS + path).status_code for path in PAGES}

    assert seen == dict.fromkeys(PAGES, 403)
    assert sent == dict.fromkeys(FORMS, 403)
    assert other_way == dict.fromkeys(PAGES, 403)


def test_the_own_pages_show_nothing_of_another_event(attendees, issue_all, their_organiser):
    attendees.of_both_sessions("Nguyễn Văn An")
    attendees.of_nothing("Trần Thị 2", post="")
    issue_all()

    pages = [their_organiser.get(THEIRS + path) for path in ("preview", "signing")]

    assert [page.status_code for page in pages] == [200, 200]
    shown = "".join(page.text for page in pages)
    assert [name for name in ("Nguyễn Văn An", "Trần Thị 2", "GCN-BKHCN") if name in shown] == []


def test_files_of_another_event_are_neither_signed_nor_taken_in(
    app, attendees, issue_all, their_organiser, pdf_of
):
    attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()
    before = pdf_of(1)
    with app.app_context():
        key = keys.open_key(key_file(), PASSPHRASE, at=now())
        [(name, copy)] = copies.next_ones(the_event(), after=0, most=1, at=now())
        ids = db.session.scalars(signed_files.unsigned(the_event())).all()
    signed = pades.sign(copy, key, place="Hà Nội")
    their_organiser.post(THEIRS + "signing", _key())
    answer = their_organiser.post(THEIRS + "signing/files", {"files": [(BytesIO(signed), name)]})

    assert answer.status_code == 422
    assert len(ids) == 1
    assert pdf_of(1) == before


def _key() -> dict[str, object]:
    return {"key": (BytesIO(key_file()), "x.p12"), "passphrase": PASSPHRASE}
