"""A certificate that cannot be printed: noted, shown, tried again, and in nobody's way."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from confapp.certificates import batches, failing, wording
from confapp.certificates.models import Certificate, CertificateFailure, CertificateFile
from confapp.certificates.signing import copies
from confapp.clock import now
from confapp.database import db
from confapp.papers import PaperError
from confapp.people.models import User
from confapp.registration.models import Registration
from tests.cast import the_event


@pytest.fixture
def unprintable(app, by_id, attendees) -> int:
    """The first of a batch, in which somebody else is still to get one; gives the batch's id."""
    registration_id = attendees.of_both_sessions("Hồ An")
    attendees.of_both_sessions("Lê Bình")
    with app.app_context():
        by = db.session.get_one(User, by_id)
        batch = batches.start(the_event(), by=by, at=now())
        an = db.session.get_one(Registration, registration_id)
        code = "ABCDEFGHIJKLMNOP"
        printed = wording.printed_for(an, [], number=1, code=code, at=now()).as_json()
        row = Certificate(registration=an, event=an.event, number=1, code=code, issued_at=now())
        row.issued_by_id, row.batch_id = by_id, batch.id
        row.printed = printed | {"issued_on": "no day"}
        db.session.add(row)
        db.session.commit()
        return batch.id


@pytest.fixture
def made(app):
    def numbers() -> list[int]:
        with app.app_context():
            found = sa.select(Certificate.number).join(CertificateFile)
            return list(db.session.scalars(found))

    return numbers


@pytest.fixture
def failed_at(app):
    def when() -> datetime | None:
        with app.app_context():
            return db.session.scalars(sa.select(CertificateFailure.at)).one_or_none()

    return when


def test_the_others_are_made_and_organisers_see_which_one_was_not(unprintable, made, work, cast):
    work()

    page = cast.organiser().get(f"organise/certificates/batches/{unprintable}?lang=en").text
    assert made() == [2]
    assert "1 certificate could not be printed: 001/GCN-BKHCN." in page
    assert f"organise/certificates?batch={unprintable}&amp;paper=failed" in page
    assert "Under way" in page


def test_it_is_tried_again_later_and_not_before(app, unprintable, work, failed_at):
    work()
    first = failed_at()
    work()
    second = failed_at()

    app.config["CLOCK_OFFSET"] += failing.AGAIN + timedelta(seconds=1)
    work()

    assert second == first < failed_at()


def test_letting_a_paused_batch_go_on_tries_it_again_at_once(cast, unprintable, work, failed_at):
    work()
    first, organiser = failed_at(), cast.organiser()

    organiser.post(f"organise/certificates/batches/{unprintable}/pause")
    organiser.post(f"organise/certificates/batches/{unprintable}/end-of-pause")
    forgotten = failed_at()
    work()

    assert forgotten is None
    assert first < failed_at()


def test_what_every_paper_lacks_is_noted_too_and_told_from_the_rest(app, unprintable, failed_at):
    with app.app_context():
        first = db.session.scalars(sa.select(Certificate.id)).one()
        with pytest.raises(failing.Unprintable) as lacking, failing.Noting(first, at=now()):
            raise PaperError
        noted = failed_at()
        with pytest.raises(failing.Unprintable) as damaged, failing.Noting(first, at=now()):
            raise ValueError

    assert noted is not None
    assert (lacking.value.is_of_every_paper, damaged.value.is_of_every_paper) == (True, False)


def test_whoever_downloads_it_is_told_to_come_back_later(app, cast, unprintable, failed_at):
    with app.app_context():
        an = db.session.scalars(sa.select(Certificate.registration_id)).one()

    answers = [
        cast.delegate(an).get("me/certificate.pdf?lang=en"),
        cast.organiser().get("organise/certificates/1.pdf?lang=en"),
    ]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert all("cannot be printed at the moment" in answer.text for answer in answers)
    assert failed_at() is not None


def test_it_keeps_nobody_from_signing_the_others(cast, unprintable, work, sign):
    work()

    assert sign() == ["002/GCN-BKHCN"]
    page = cast.organiser().get("organise/certificates/signing?lang=en").text
    assert "1 certificate is not signed yet." in page
    assert "1 certificate could not be printed: 001/GCN-BKHCN." in page


def test_it_keeps_nobody_from_getting_the_copies_of_the_others(app, unprintable, work):
    work()

    with app.app_context():
        found = copies.next_ones(the_event(), after=0, most=50, at=now())
        assert [name for name, _content in found] == ["002-GCN-BKHCN Lê Bình.pdf"]


def test_once_it_is_revoked_the_batch_closes(unprintable, made, work, cast):
    work()
    organiser = cast.organiser()

    organiser.post("organise/certificates/1/revocation", {"reason": "Sai mẫu giấy"})
    work()

    page = organiser.get(f"organise/certificates/batches/{unprintable}?lang=en").text
    assert made() == [2]
    assert "could not be printed" not in page
    assert "1 certificate has been issued." in page
