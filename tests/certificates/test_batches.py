"""Batches: asked for, paused, let go on, closed, and their list."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.certificates import batches, issuing, making
from confapp.certificates.models import CertificateBatch, CertificateBatchPause
from confapp.clock import now
from confapp.database import db
from confapp.mail.models import Message
from confapp.people.models import User
from tests.cast import the_event
from tests.checkin.elsewhere import another_event

ADDRESS = "organise/certificates"
LIST = f"{ADDRESS}/batches"


@pytest.fixture
def organiser(cast):
    return cast.organiser()


@pytest.fixture
def state(app):
    def of_all() -> list[str]:
        with app.app_context():
            found = sa.select(CertificateBatch).order_by(CertificateBatch.id)
            return [str(batches.state_of(batch)) for batch in db.session.scalars(found)]

    return of_all


@pytest.fixture
def letters(app):
    def number() -> int:
        with app.app_context():
            return db.session.scalar(sa.select(sa.func.count(Message.id)))

    return number


def start(organiser) -> str:
    """The address of the batch that was asked for."""
    return organiser.post(ADDRESS).location


def rows_on(page: str) -> int:
    return page.count("<td data-main>")


def test_a_batch_gives_numbers_files_and_letters_and_closes(
    organiser, attendees, work, register, state, letters
):
    an, binh = attendees.of_both_sessions("Hồ An"), attendees.of_both_sessions("Lê Bình")
    address = start(organiser)

    before = (register(), state(), letters())
    work()

    assert before == ([], ["running"], 0)
    assert (register(), state(), letters()) == ([(1, an), (2, binh)], ["finished"], 2)
    page = organiser.get(f"{address}?lang=en").text
    assert "2 certificates have been issued." in page
    assert "2 letters have been written." in page


def test_the_letter_waits_for_the_file(app, attendees, issue_all, letters, work):
    attendees.of_both_sessions()
    issue_all()

    before = letters()
    work(), work()

    assert (before, letters()) == (0, 1)


@pytest.mark.timeout(60)
def test_what_is_signed_before_its_file_is_made_gets_its_file_and_its_letter_too(
    organiser, attendees, issue_all, sign, letters, work, state
):
    attendees.of_both_sessions()
    issue_all()
    sign()

    work()

    assert (state(), letters()) == (["finished"], 1)


def test_a_paused_batch_gives_no_number_and_goes_on_where_it_was(
    organiser, attendees, work, register, state
):
    an = attendees.of_both_sessions("Hồ An")
    address = start(organiser)

    paused = organiser.post(f"{address}/pause")
    work()
    while_paused = (register(), state())
    page = organiser.get(address).text
    organiser.post(f"{address}/end-of-pause")
    work()

    assert paused.location == address
    assert while_paused == ([], ["paused"])
    assert f'action="{address}/end-of-pause"' in page
    assert (register(), state()) == ([(1, an)], ["finished"])


def test_what_has_a_number_gets_its_file_in_a_pause(
    organiser, attendees, issue_all, work, state, letters
):
    attendees.of_both_sessions()
    issue_all()
    address = start(organiser)

    organiser.post(f"{address}/pause")
    work()

    assert (state(), letters()) == (["paused"], 1)


def test_pausing_twice_pauses_once_and_so_does_going_on(app, organiser, attendees):
    attendees.of_both_sessions()
    address = start(organiser)

    for act in ("pause", "pause", "end-of-pause", "end-of-pause"):
        assert organiser.post(f"{address}/{act}").status_code == 303

    with app.app_context():
        assert len(db.session.scalars(sa.select(CertificateBatchPause)).all()) == 1
        acts = sa.select(AuditEntry.act).where(AuditEntry.subject == "certificate batch 1")
        assert db.session.scalars(acts.order_by(AuditEntry.id)).all() == [
            "issue certificates",
            "pause certificates",
            "go on with certificates",
        ]


@pytest.mark.parametrize("act", ["pause", "end-of-pause"])
def test_a_finished_batch_is_neither_paused_nor_let_go_on(organiser, attendees, work, state, act):
    attendees.of_both_sessions()
    address = start(organiser)
    work()

    assert organiser.post(f"{address}/{act}").status_code == 409
    assert state() == ["finished"]


def test_nobody_to_issue_to_makes_no_batch(organiser, attendees, state):
    attendees.of_the_morning()

    assert start(organiser).endswith(ADDRESS)
    assert state() == []


def test_a_paper_that_cannot_be_printed_pauses_the_batch_by_the_program(
    app, organiser, attendees, work, state
):
    attendees.of_both_sessions()
    address = start(organiser)

    with app.app_context():
        making.pause_batch_of(the_event().id)
        db.session.commit()
    paused, page = state(), organiser.get(f"{address}?lang=en").text
    organiser.post(f"{address}/end-of-pause")
    work()

    assert paused == ["paused"]
    assert "The program has paused this batch" in page
    assert state() == ["finished"]


def test_a_fault_of_the_papers_of_one_event_leaves_the_batches_of_others(
    app, organiser, attendees, by_id, state
):
    attendees.of_both_sessions()
    start(organiser)
    with app.app_context():
        by, theirs = db.session.get_one(User, by_id), another_event()
        batch = CertificateBatch(event=theirs, asked_at=now(), asked_by=by, asked_for=1)
        db.session.add_all([theirs, batch])
        db.session.commit()

        making.pause_batch_of(theirs.id)
        db.session.commit()

    assert state() == ["running", "paused"]


def test_whoever_asks_at_once_gets_one_batch(app, attendees, by_id, state):
    attendees.of_both_sessions()
    together = Barrier(6)

    def ask(_which: int) -> int:
        with app.app_context():
            by = db.session.get_one(User, by_id)
            db.session.commit()
            together.wait()
            batch = batches.start(the_event(), by=by, at=now())
            db.session.commit()
            return batch.id

    with ThreadPoolExecutor(6) as pool:
        ids = set(pool.map(ask, range(6)))

    assert (len(ids), state()) == (1, ["running"])


def test_hands_that_number_a_batch_at_once_leave_no_gap_and_no_double(
    app, attendees, issue_all, organiser, register
):
    ids = [attendees.of_both_sessions(f"Nguyễn Văn An {number:02d}") for number in range(24)]
    start(organiser)
    together = Barrier(4)

    def number(_which: int) -> int:
        issued = 0
        together.wait()
        while True:
            with app.app_context():
                [batch] = db.session.scalars(batches.running()).all()
                some = issuing.issue_some(batch, most=3, at=now())
                db.session.commit()
            if not some:
                return issued
            issued += some

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(number, range(4))) == 24

    assert register() == list(zip(range(1, 25), ids, strict=True))


def test_the_progress_is_told_only_when_it_changes(organiser, attendees, issue_all):
    for name in ("Nguyễn Văn An", "Trần Thị Bình"):
        attendees.of_both_sessions(name)
    issue_all()
    path = f"{start(organiser)}/progress"

    before = organiser.get(path)
    tag = {"If-None-Match": before.headers["ETag"]}
    same = organiser.get(path, headers=tag)
    organiser.get(f"{ADDRESS}/1.pdf")
    after = organiser.get(path, headers=tag)

    assert '<progress max="2" value="0"' in before.text
    assert same.status_code == 304
    assert '<progress max="2" value="1"' in after.text


def test_what_stands_beside_the_progress_follows_until_the_batch_is_finished(
    organiser, attendees, work
):
    attendees.of_both_sessions()
    address = start(organiser)
    page = organiser.get(address).text
    running = organiser.get(f"{address}/standing")
    work()
    tag = {"If-None-Match": running.headers["ETag"]}
    finished = organiser.get(f"{address}/standing", headers=tag).text

    assert f'src="{address}/standing"' in page
    assert f'action="{address}/pause"' in running.text
    assert f'action="{address}/pause"' not in finished
    assert "Xong lúc" in finished


def test_a_batch_shows_how_it_stands_by_more_than_words(organiser, attendees, work):
    attendees.of_both_sessions()
    address, tones = start(organiser), []
    for act in ("", "pause", "end-of-pause"):
        if act:
            organiser.post(f"{address}/{act}")
        tones += re.findall(r'class="state" data-tone="(\w+)"', organiser.get(address).text)
    work()
    tones += re.findall(r'class="state" data-tone="(\w+)"', organiser.get(address).text)

    assert tones == ["active", "waiting", "active", "done"]


def test_batches_are_listed_searched_and_filtered(organiser, attendees, work):
    attendees.of_both_sessions("Nguyễn Thị Thúy")
    start(organiser)
    work()
    attendees.of_both_sessions("Trần Văn Bình")
    organiser.post(f"{start(organiser)}/pause")

    found = {
        query: rows_on(organiser.get(f"{LIST}?{query}").text)
        for query in ("", "q=thuy", "q=1", "q=2", "state=paused", "state=finished", "state=running")
    }

    assert found == {
        "": 2,
        "q=thuy": 1,
        "q=1": 1,
        "q=2": 0,
        "state=paused": 1,
        "state=finished": 1,
        "state=running": 0,
    }
    assert 'class="empty"' in organiser.get(f"{LIST}?q=2").text


def test_an_empty_list_leads_to_the_register(organiser):
    page = organiser.get(LIST).text

    assert re.search(rf'class="empty".*href="[^"]*/{ADDRESS}"', page, re.DOTALL)
    assert "<table" not in page


@pytest.mark.parametrize("number", [30, 31])
def test_the_list_asks_as_little_of_the_database_for_thirty_as_for_one(
    app, organiser, by_id, statements, number
):
    def add(count: int) -> None:
        with app.app_context():
            for _one in range(count):
                row = CertificateBatch(asked_at=now(), asked_by_id=by_id, asked_for=0)
                row.event, row.finished_at = the_event(), now()
                db.session.add(row)
            db.session.commit()

    def cost() -> int:
        statements.clear()
        assert organiser.get(LIST).status_code == 200
        return len(statements)

    add(1)
    of_one = cost()
    add(number - 1)

    assert cost() == of_one
    assert ('rel="next"' in organiser.get(LIST).text) is (number > 30)
