"""A mistake is mended by a certificate in another's place, or by revoking one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from io import BytesIO
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.certificates import mending, owning
from confapp.certificates.models import Certificate, SignedFile, SigningCopy
from confapp.certificates.signing import copies
from confapp.certificates.standing import Standing, is_standing, standing_of
from confapp.checkin.models import CheckIn
from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.mail.models import Message
from confapp.people.models import User
from confapp.registration.models import Registration
from tests.cast import the_event
from tests.certificates.conftest import words_in

ADDRESS = "organise/certificates"
RIGHT = {
    "salutation": "Bà",
    "full_name": "Nguyễn Thị Ẩn",
    "post": "Phó Giám đốc",
    "organisation": "Sở Khoa học và Công nghệ tỉnh Cao Bằng",
    "reason": "Sai dấu trong tên",
}


@pytest.fixture
def an(attendees, issue) -> int:
    an = attendees.of_both_sessions("Nguyễn Thị An", email="an@example.org")
    issue(an)
    attendees.of_both_sessions("Trần Thị Bình")
    return an


@pytest.fixture
def standings(app):
    """What each number is worth, asked of the rows and of the database."""

    def found() -> dict[int, str]:
        with app.app_context():
            rows = db.session.scalars(sa.select(Certificate).order_by(Certificate.number)).all()
            for standing in Standing:
                of_it = sa.select(Certificate.number).where(is_standing(standing))
                numbers = set(db.session.scalars(of_it))
                assert numbers == {one.number for one in rows if standing_of(one) is standing}
            return {one.number: str(standing_of(one)) for one in rows}

    return found


@pytest.fixture
def letters(app):
    def to_an() -> list[str]:
        with app.app_context():
            found = sa.select(Message).filter_by(recipient="an@example.org").order_by(Message.id)
            return [letter.text for letter in db.session.scalars(found)]

    return to_an


@pytest.fixture
def supersede(app, by_id):
    def done(number: int, **other: str) -> int:
        with app.app_context():
            words = {name: (RIGHT | other)[name] for name in mending.CORRECTED}
            found = db.session.scalars(sa.select(Certificate).filter_by(number=number)).one()
            successor = mending.supersede(
                found,
                mending.Correction(**words),
                reason=RIGHT["reason"],
                by=db.session.get_one(User, by_id),
                at=now(),
            )
            db.session.commit()
            return successor.number

    return done


@pytest.fixture
def revoke(app, by_id):
    def done(number: int) -> None:
        with app.app_context():
            found = db.session.scalars(sa.select(Certificate).filter_by(number=number)).one()
            by = db.session.get_one(User, by_id)
            mending.revoke(found, reason="Cấp nhầm", by=by, at=now())
            db.session.commit()

    return done


def test_an_organiser_issues_a_corrected_one_in_its_place(app, cast, an, work, letters, standings):
    organiser = cast.organiser()

    form = organiser.get(f"{ADDRESS}/1/successor").text
    answer = organiser.post(f"{ADDRESS}/1/successor", RIGHT)
    work()

    assert 'value="Nguyễn Thị An"' in form
    assert answer.location.endswith(f"/{ADDRESS}/2")
    assert standings() == {1: "superseded", 2: "valid"}
    old, new = (words_in(organiser.get(f"{ADDRESS}/{n}.pdf").data) for n in (1, 2))
    assert ("Nguyễn Thị An" in old, "Nguyễn Thị Ẩn" in new, "002/GCN-BKHCN" in new) == (True,) * 3
    assert "Nguyễn Thị Ẩn" in words_in(cast.delegate(an).get("me/certificate.pdf").data)
    [letter] = letters()
    assert ("001/GCN-BKHCN" in letter, "002/GCN-BKHCN" in letter) == (True, True)
    assert RIGHT["reason"] in letter
    with app.app_context():
        assert db.session.get_one(Registration, an).full_name == "Nguyễn Thị Ẩn"
        acts = sa.select(AuditEntry.act).filter_by(subject=f"registration {an}")
        assert db.session.scalars(acts.order_by(AuditEntry.id)).all()[-3:] == [
            "correct registration",
            "issue certificate",
            "supersede certificate",
        ]


def test_an_organiser_revokes_one_with_a_reason(cast, an, work, letters, standings):
    work()
    organiser = cast.organiser()

    answer = organiser.post(f"{ADDRESS}/1/revocation", {"reason": "Cấp nhầm người"})

    assert answer.location.endswith(f"/{ADDRESS}/1")
    assert standings() == {1: "revoked"}
    assert "Cấp nhầm người" in letters()[-1]
    assert "Cấp nhầm người" in organiser.get(f"{ADDRESS}/1").text
    delegate = cast.delegate(an)
    assert delegate.get("me/certificate.pdf").status_code == 404
    assert "Cấp nhầm người" in delegate.get("me").text


def test_who_was_revoked_gets_no_other_one_by_the_next_batch(an, revoke, issue_all, issue, work):
    revoke(1)

    assert issue_all() == 1
    with pytest.raises(Refusal):
        issue(an)


def test_a_new_one_can_be_issued_in_the_place_of_a_revoked_one(
    app, an, revoke, supersede, standings
):
    revoke(1)

    assert supersede(1) == 2
    assert standings() == {1: "revoked", 2: "valid"}
    with app.app_context():
        assert owning.certificate_of(db.session.get_one(Registration, an)).number == 2


def test_the_same_form_twice_makes_one_successor(cast, an, standings):
    organiser = cast.organiser()

    answers = [organiser.post(f"{ADDRESS}/1/successor", RIGHT) for _twice in range(2)]

    assert {answer.location for answer in answers} == {answers[0].location}
    assert standings() == {1: "superseded", 2: "valid"}


def test_revoking_twice_revokes_once_and_tells_once(cast, an, letters, standings):
    organiser = cast.organiser()

    answers = [organiser.post(f"{ADDRESS}/1/revocation", {"reason": "x"}) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert (standings(), len(letters())) == ({1: "revoked"}, 1)


def test_nobody_is_asked_why_to_revoke_what_has_been_revoked(cast, an):
    organiser = cast.organiser()
    organiser.post(f"{ADDRESS}/1/revocation", {"reason": "x"})

    answer = organiser.get(f"{ADDRESS}/1/revocation")

    assert answer.status_code == 409
    assert "đã bị thu hồi" in answer.text


def test_what_was_superseded_can_neither_be_superseded_otherwise_nor_revoked(
    cast, an, supersede, standings
):
    supersede(1)
    organiser = cast.organiser()

    answers = [
        organiser.post(f"{ADDRESS}/1/successor", RIGHT | {"full_name": "Nguyễn Thị Ân"}),
        organiser.post(f"{ADDRESS}/1/revocation", {"reason": "Cấp nhầm"}),
        organiser.get(f"{ADDRESS}/1/successor"),
        organiser.get(f"{ADDRESS}/1/revocation"),
    ]

    assert [answer.status_code for answer in answers] == [409] * 4
    assert all("002/GCN-BKHCN" in answer.text for answer in answers)
    assert standings() == {1: "superseded", 2: "valid"}


def test_what_was_not_earned_can_only_be_revoked(app, cast, an, supersede, revoke, standings):
    with app.app_context():
        db.session.execute(sa.delete(CheckIn).filter_by(registration_id=an))
        db.session.commit()

    form = cast.organiser().get(f"{ADDRESS}/1/successor?lang=en")
    with pytest.raises(Refusal):
        supersede(1)
    revoke(1)

    assert form.status_code == 409
    assert "it can only be revoked" in form.text
    assert standings() == {1: "revoked"}


def as_it_is(app, an: int) -> dict[str, str]:
    with app.app_context():
        registration = db.session.get_one(Registration, an)
        said = {name: getattr(registration, name) for name in mending.CORRECTED}
        return said | {"reason": "In lại cho đẹp"}


def test_a_new_one_that_would_say_the_same_is_refused_with_all_that_was_typed(
    app, cast, an, standings
):
    # The day of issue is another one by now.
    app.config["CLOCK_OFFSET"] += timedelta(days=1)
    sent = as_it_is(app, an)

    answer = cast.organiser().post(f"{ADDRESS}/1/successor?lang=en", sent)

    assert answer.status_code == 409
    assert "Nothing would change" in answer.text
    assert all(words in answer.text for words in sent.values())
    assert standings() == {1: "valid"}


def test_in_the_place_of_a_revoked_one_a_new_one_may_say_the_same(app, cast, an, revoke, standings):
    revoke(1)

    cast.organiser().post(f"{ADDRESS}/1/successor", as_it_is(app, an))

    assert standings() == {1: "revoked", 2: "valid"}


def test_another_signer_or_date_by_the_rules_makes_another_paper(app, cast, an, standings):
    with app.app_context():
        event = the_event()
        event.certificate = event.certificate | {"dated_on": "2025-11-30"}
        db.session.commit()

    cast.organiser().post(f"{ADDRESS}/1/successor", as_it_is(app, an))

    assert standings() == {1: "superseded", 2: "valid"}


@pytest.mark.parametrize("act", ["successor", "revocation"])
def test_an_empty_form_is_asked_for_again(cast, an, act, standings):
    answer = cast.organiser().post(f"{ADDRESS}/1/{act}")

    assert answer.status_code == 422
    assert 'id="reason-error"' in answer.text
    assert standings() == {1: "valid"}


@pytest.mark.parametrize("act", ["successor", "revocation"])
def test_an_unknown_number_is_no_page(cast, an, act):
    organiser, path = cast.organiser(), f"{ADDRESS}/9/{act}"

    assert (organiser.get(path).status_code, organiser.post(path, RIGHT).status_code) == (404, 404)


def test_whoever_mends_at_once_makes_one_line_with_one_end(an, supersede, revoke, standings):
    start = Barrier(6)

    def some(which: int) -> None:
        start.wait()
        with suppress(Refusal):
            revoke(1) if which % 3 == 0 else supersede(1, full_name=f"Nguyễn Thị {which % 2}")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(some, range(6)))

    found = standings()
    assert set(found) == {1, 2}
    assert found[2] == "valid"


def test_two_first_certificates_are_refused_by_the_database_itself(app, an):
    with app.app_context():
        first = db.session.scalars(sa.select(Certificate)).one()
        second = Certificate(
            event_id=first.event_id,
            registration_id=an,
            number=2,
            code="A" * 16,
            printed=first.printed,
            issued_at=now(),
            issued_by_id=first.issued_by_id,
        )
        db.session.add(second)
        with pytest.raises(sa.exc.IntegrityError):
            db.session.commit()
        db.session.rollback()


def test_verifying_says_valid_superseded_by_which_number_or_revoked_and_when(
    stranger, an, code_of, supersede, revoke, clock
):
    first = code_of(an)
    pages = [stranger.get(f"/verify/{first}?lang=en").text]
    supersede(1)
    pages.append(stranger.get(f"/verify/{first}?lang=en").text)
    second = code_of(an)
    pages.append(stranger.get(f"/verify/{second}?lang=en").text)
    revoke(2)
    pages.append(stranger.get(f"/verify/{second}?lang=en").text)

    verdicts = [page.split('data-verdict="')[1].split('"')[0] for page in pages]
    assert verdicts == ["valid", "superseded", "valid", "revoked"]
    assert "002/GCN-BKHCN" in pages[1]
    assert "Nguyễn Thị Ẩn" not in pages[1]
    assert "13/11/2025" in pages[3].split('data-verdict="revoked"')[1].split("<dl")[0]
    assert all("Cấp nhầm" not in page and RIGHT["reason"] not in page for page in pages)


def test_the_signed_files_of_what_was_mended_say_so_too(
    stranger, an, sign, pdf_of, supersede, revoke
):
    sign()
    first = pdf_of(1)
    supersede(1)
    sign()
    second = pdf_of(2)
    revoke(2)

    pages = [
        stranger.post("/verify", {"file": (BytesIO(content), "x.pdf")}).text
        for content in (first, second)
    ]

    verdicts = [page.split('data-verdict="')[1].split('"')[0] for page in pages]
    assert verdicts == ["superseded", "revoked"]
    assert "002/GCN-BKHCN" in pages[0]


@pytest.mark.parametrize("is_revoked", [False, True])
def test_who_deletes_everything_leaves_no_signed_file_of_what_was_mended(
    app, cast, an, sign, supersede, revoke, is_revoked
):
    with app.app_context():
        copies.copy_of(db.session.scalars(sa.select(Certificate)).one(), at=now())
    sign()
    if is_revoked:
        revoke(1)
    else:
        supersede(1)
        sign()

    cast.delegate(an).post("me/data/deletion")

    with app.app_context():
        for table in (SignedFile, SigningCopy):
            assert db.session.scalars(sa.select(table.certificate_id)).all() == []
