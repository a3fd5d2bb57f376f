"""Who may see a certificate, its file, the ZIP and the register: by any address, path by person."""

from dataclasses import dataclass, replace

import pytest
import sqlalchemy as sa

from confapp.certificates import making
from confapp.certificates.models import Certificate, RegisterPaper
from confapp.clock import now
from confapp.database import db
from confapp.events import roles
from confapp.people import inviting
from tests.cast import SLUG, Browser
from tests.certificates.registers import print_registers
from tests.checkin.elsewhere import another_event

ELSEWHERE = "su-kien-khac"
REASON = {"reason": "Cấp nhầm"}
# A page, what is sent to it, and what an organiser of the event gets.
PAGES = {
    "organise/certificates": (None, 200),
    "organise/certificates/1": (None, 200),
    "organise/certificates/1.pdf": (None, 200),
    "organise/certificates/1/successor": (None, 200),
    "organise/certificates/1/revocation": (None, 200),
    "organise/certificates/batches": (None, 200),
    "organise/certificates/batches/1": (None, 200),
    "organise/certificates/batches/1/progress": (None, 200),
    "organise/certificates.xlsx": (None, 200),
    "organise/certificates.zip": (None, 200),
    "organise/certificates/papers/1": (None, 200),
    "organise/certificates/papers/1/progress": (None, 200),
    "organise/certificates/papers/1.pdf": (None, 200),
    "POST organise/certificates": ({}, 303),
    "POST organise/certificates/papers": ({}, 303),
    "POST organise/certificates/1/revocation": (REASON, 303),
    "POST organise/certificates/1/successor": (REASON, 422),
    "POST organise/certificates/batches/1/pause": ({}, 409),
    "POST organise/certificates/batches/1/end-of-pause": ({}, 409),
}
# What tells nobody whether there is such a paper.
HIDDEN = {"organise/certificates/1.pdf"}
OF_ONE = [path for path in PAGES if "/1" in path]


@dataclass(frozen=True)
class Page:
    """A page as somebody visits it."""

    path: str
    fields: dict[str, str] | None

    def visited_by(self, browser: Browser) -> int:
        if self.fields is None:
            return browser.get(self.path).status_code
        return browser.post(self.path.removeprefix("POST "), self.fields).status_code


@pytest.fixture
def an(app, attendees, issue_all, cast):
    """A delegate with a certificate, made in a batch, of which there is a register on paper."""
    an = attendees.of_both_sessions("Nguyễn Văn An")
    issue_all()
    cast.organiser().post("organise/certificates/papers")
    with app.app_context():
        making.make_certificates()
        print_registers()
    return an


@pytest.fixture
def people(app, cast, things, stranger, an):
    """Everybody who is not an organiser of this event."""
    with app.app_context():
        other = another_event()
        db.session.add(other)
        db.session.flush()
        of_another = inviting.account("khac@example.org", "Ban Tổ chức Khác", at=now())
        roles.give(of_another, roles.ORGANISER, other)
        db.session.commit()
        of_another_id = of_another.id
    return {
        "the delegate": cast.delegate(an),
        "another delegate": cast.delegate(things.registration("Trần Thị Bình")),
        "organiser of another event": cast.sign_in(of_another_id),
        "moderator": cast.moderator(),
        "desk": cast.desk(),
        "screen": cast.screen(),
        "head": cast.head("shtt"),
        "stranger": stranger,
    }


def page(path: str) -> Page:
    return Page(path, PAGES[path][0])


def elsewhere(path: str) -> Page:
    """The same page by the address of the other event."""
    prefix = "POST " if path.startswith("POST ") else ""
    return replace(page(path), path=f"{prefix}/{ELSEWHERE}/{path.removeprefix('POST ')}")


def refused(path: str, who: str) -> int:
    if who == "stranger":
        return 403 if path.startswith("POST") else 302
    return 404 if path in HIDDEN else 403


def test_an_organiser_may(cast, an):
    organiser = cast.organiser()

    seen = {path: page(path).visited_by(organiser) for path in PAGES}

    assert seen == {path: status for path, (_fields, status) in PAGES.items()}


def test_nobody_else_may(app, people):
    seen = {
        (path, who): page(path).visited_by(browser)
        for path in PAGES
        for who, browser in people.items()
    }

    assert seen == {(path, who): refused(path, who) for path in PAGES for who in people}
    assert still_as_it_was(app)


def test_by_the_address_of_another_event_there_is_no_such_thing(app, people):
    of_another, delegate = people["organiser of another event"], people["the delegate"]

    seen = {path: elsewhere(path).visited_by(of_another) for path in OF_ONE}
    seen_by_delegate = {elsewhere(path).visited_by(delegate) for path in OF_ONE}

    assert seen == dict.fromkeys(OF_ONE, 404)
    assert seen_by_delegate == {403, 404}
    assert still_as_it_was(app)


def test_the_lists_of_another_event_show_nothing_of_this_one(people):
    organiser = people["organiser of another event"]

    for what in ("certificates.xlsx", "certificates", "certificates/batches"):
        answer = organiser.get(f"/{ELSEWHERE}/organise/{what}")
        assert answer.status_code == 200
        assert "Nguyễn Văn An".encode() not in answer.data
        assert b"001/GCN-BKHCN" not in answer.data
        assert b"/batches/1" not in answer.data


def test_the_zip_of_another_event_has_nothing_of_this_one(people):
    organiser = people["organiser of another event"]

    assert organiser.get(f"/{ELSEWHERE}/organise/certificates.zip").status_code == 409


def test_ones_own_certificate_is_ones_own_by_every_address(people):
    own = {
        who: browser.get(f"/{slug}/me/certificate.pdf").status_code
        for slug in (SLUG, ELSEWHERE)
        for who, browser in [(f"{who} {slug}", one) for who, one in people.items()]
    }

    got = {who for who, status in own.items() if status == 200}
    assert got == {f"the delegate {SLUG}"}
    assert {status for who, status in own.items() if who not in got} == {302, 404}


def still_as_it_was(app) -> bool:
    with app.app_context():
        certificates = db.session.scalars(sa.select(Certificate)).all()
        papers = db.session.scalars(sa.select(RegisterPaper.id)).all()
        return [one.revocation for one in certificates] == [None] and len(papers) == 1
