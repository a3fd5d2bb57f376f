"""What is past its date goes by one command, which says what it did."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.audit import AuditEntry, first_broken
from confapp.certificates import batches, making
from confapp.certificates.models import Certificate, CertificateFile
from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.mail import outbox
from confapp.people.models import User
from confapp.registration.models import Registration
from confapp.registration.personal.purging import AT_ONCE
from tests.cast import SLUG, the_event
from tests.checkin.elsewhere import another_event
from tests.questions.making import Questions

LETTER = ("Vé", "Kính gửi Ông Nguyễn Văn An,")


@pytest.fixture
def run(app: Flask):
    """Runs a command, and gives its lines."""

    def ran(*words: str) -> list[str]:
        answer = app.test_cli_runner().invoke(args=list(words))
        assert answer.exit_code == 0, answer.output
        return answer.output.splitlines()

    return ran


def let_pass(app: Flask, **dates: int) -> None:
    """The event's dates were so many days ago."""
    with app.app_context():
        for name, days in dates.items():
            setattr(the_event(), name, in_vietnam(now()).date() - timedelta(days=days))
        db.session.commit()


def write_letter(app: Flask) -> None:
    with app.app_context():
        outbox.write("an@example.org", *LETTER, at=now(), event_id=the_event().id)
        db.session.commit()


def left(app: Flask, *tables: type) -> list[int]:
    with app.app_context():
        return [
            db.session.scalar(sa.select(sa.func.count()).select_from(table)) for table in tables
        ]


def test_by_itself_an_event_keeps_delegates_a_year_and_its_register_ten(run) -> None:
    assert run("event", "keep", SLUG) == [f"{SLUG}\t2026-11-13\t2035-11-13"]


def test_the_dates_are_settings(app, run) -> None:
    told = run("event", "keep", SLUG, "--until", "2026-02-28")

    assert told == [f"{SLUG}\t2026-02-28\t2035-11-13"]
    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry)).one()
        assert (entry.act, entry.user_id) == ("set retention", None)


def test_a_dry_run_counts_and_deletes_nothing(app, run, things) -> None:
    things.registration(), write_letter(app)
    let_pass(app, personal_data_until=1)

    told = run("purge", "--dry-run")

    assert told == [f"{SLUG}\tmail_message\t1", f"{SLUG}\tregistration\t1"]
    assert left(app, Registration, AuditEntry) == [1, 0]


def test_what_is_past_its_date_goes_with_its_accounts_and_the_log_says_how_much(
    app, run, things
) -> None:
    for _ in range(AT_ONCE + 1):
        things.registration()
    write_letter(app)
    let_pass(app, personal_data_until=1)

    told = run("purge")

    assert told == [f"{SLUG}\tmail_message\t1", f"{SLUG}\tregistration\t{AT_ONCE + 1}"]
    assert left(app, Registration, User) == [0, 0]
    with app.app_context():
        entries = db.session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id)).all()
        assert [(entry.act, entry.details) for entry in entries] == [
            ("purge personal data", {"registration": AT_ONCE}),
            ("purge personal data", {"registration": 1}),
            ("purge personal data", {"mail_message": 1}),
        ]
        assert first_broken() is None


def test_purging_again_does_and_says_nothing(app, run, things) -> None:
    things.registration()
    let_pass(app, personal_data_until=1)
    run("purge")

    assert run("purge") == []
    assert left(app, AuditEntry) == [1]


@pytest.mark.parametrize("days", [0, -1])
def test_up_to_its_last_day_everything_is_kept(app, run, things, days) -> None:
    things.registration()
    let_pass(app, personal_data_until=days)

    assert run("purge") == []
    assert left(app, Registration) == [1]


def test_another_event_keeps_what_is_its_own(app, run, things) -> None:
    number = things.registration()
    with app.app_context():
        db.session.add(another_event())
        db.session.commit()
        past = db.session.scalars(sa.select(type(the_event())).filter_by(slug="su-kien-khac"))
        past.one().personal_data_until = in_vietnam(now()).date() - timedelta(days=1)
        db.session.commit()

    assert run("purge") == []
    with app.app_context():
        assert db.session.get(Registration, number) is not None


def test_answers_that_everybody_reads_stay_without_their_askers(app, run, stranger) -> None:
    asked = Questions(app).published(shows_name=True, full_name="Khuất Mốc Kim Ngân")
    assert "Khuất Mốc Kim Ngân" in stranger.get(f"questions/{asked.number}").text
    let_pass(app, personal_data_until=1)

    run("purge")

    page = stranger.get(f"questions/{asked.number}")
    assert page.status_code == 200
    assert "Khuất Mốc Kim Ngân" not in page.text


def test_the_register_of_certificates_goes_at_its_own_date(app, run, cast, things) -> None:
    organiser, number = cast.organiser(), things.registration()
    with app.app_context():
        sessions = [session.id for session in db.session.get_one(Registration, number).sessions]
    for session_id in sessions:
        organiser.post(f"checkin/{session_id}/{number}")
    with app.app_context():
        batches.start(the_event(), by=db.session.get_one(User, organiser.user_id), at=now())
        db.session.commit()
        making.make_certificates()
    let_pass(app, personal_data_until=1)
    run("purge")
    assert left(app, Registration, Certificate, CertificateFile) == [0, 1, 0]

    let_pass(app, certificates_until=1)

    assert run("purge") == [f"{SLUG}\tcertificate\t1", f"{SLUG}\tcertificate_batch\t1"]
    assert left(app, Certificate) == [0]
