"""A certificate that cannot be printed: noted, shown, tried again, and in nobody's way."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from confapp.certificates import batches, failing, wording
from confapp.certificates.models import Certificate, CertificateFile
from confapp.clock import now
from confapp.database import db
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


def test_the_others_are_made_and_organisers_see_which_one_was_not(unprintable, made, work, cast):
    with pytest.raises(ValueError):
        work()
    work()

    page = cast.organiser().get(f"organise/certificates/batches/{unprintable}?lang=en").text
    assert made() == [2]
    assert "1 certificate could not be printed: 001/GCN-BKHCN." in page
    assert "Under way" in page


def test_it_is_tried_again_later_and_not_before(app, unprintable, work):
    with pytest.raises(ValueError):
        work()
    work()

    app.config["CLOCK_OFFSET"] += failing.AGAIN + timedelta(seconds=1)

    with pytest.raises(ValueError):
        work()


def test_once_it_is_revoked_the_batch_closes(unprintable, made, work, cast):
    with pytest.raises(ValueError):
        work()
    organiser = cast.organiser()

    organiser.post("organise/certificates/1/revocation", {"reason": "Sai mẫu giấy"})
    work()

    page = organiser.get(f"organise/certificates/batches/{unprintable}?lang=en").text
    assert made() == [2]
    assert "could not be printed" not in page
    assert "1 certificate has been issued." in page
