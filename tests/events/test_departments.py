"""Who acts for a department, and to whom its head delegates approval."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import now
from confapp.database import db
from confapp.events import deputising, members
from confapp.events.models import Deputation, Member
from confapp.mail.models import Message
from confapp.people.models import User
from tests.conftest import set_clock
from tests.questions.making import Questions
from tests.racing import until_one_waits

BASE = "/tap-huan-13-11-2025"
PAGE = "departments/shtt/members"
TODAY = date(2025, 11, 13)
NEW = {"full_name": "Lý Thị Mới", "email": "moi@example.org", "post": "deputy"}


@pytest.fixture
def questions(app) -> Questions:
    return Questions(app)


@pytest.fixture
def deputy(cast):
    """A deputy head of the department of intellectual property."""
    return cast.deputy("shtt")


def member_id(app, browser) -> int:
    with app.app_context():
        return db.session.scalars(sa.select(Member.id).filter_by(user_id=browser.user_id)).one()


def span(member: int, first: date = TODAY, last: date = TODAY) -> dict[str, str]:
    return {"member": str(member), "from_on": str(first), "until_on": str(last)}


def deputations(app) -> list[tuple[int, date, date]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(Deputation).order_by(Deputation.id))
        return [(one.member_id, one.from_on, one.until_on) for one in rows]


def test_the_head_delegates_to_a_deputy_with_dates(app, cast, deputy) -> None:
    head, member = cast.head("shtt"), member_id(app, deputy)

    answer = head.post("departments/shtt/deputations", span(member, TODAY, TODAY))

    assert (answer.status_code, answer.location) == (303, f"{BASE}/{PAGE}")
    assert deputations(app) == [(member, TODAY, TODAY)]
    with app.app_context():
        entry = db.session.scalars(sa.select(AuditEntry).filter_by(act="delegate approval")).one()
        assert (entry.user_id, entry.details["whose"]) == (head.user_id, deputy.user_id)
        assert entry.details["until_on"] == "2025-11-13"
    page = deputy.get(f"{PAGE}?lang=en").text
    assert "13/11/2025 – 13/11/2025" in page
    assert "in force" in page
    assert "until 13/11/2025" in deputy.get("desk?lang=en").text


@pytest.mark.parametrize(
    ("first", "last", "field"),
    [
        (TODAY + timedelta(1), TODAY, "until_on"),
        (TODAY - timedelta(1), TODAY, "from_on"),
        (TODAY - timedelta(9), TODAY - timedelta(2), "from_on"),
        ("", TODAY, "from_on"),
        (TODAY, "32/13", "until_on"),
    ],
)
def test_days_that_cannot_be_are_refused_at_their_field(
    app, cast, deputy, first, last, field
) -> None:
    member = member_id(app, deputy)

    answer = cast.head("shtt").post("departments/shtt/deputations", span(member, first, last))

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert deputations(app) == []


def test_nobody_delegates_to_an_assistant_or_to_another_department(app, cast) -> None:
    head = cast.head("shtt")
    ours, theirs = cast.assistant("shtt"), cast.deputy("pc")

    for browser in (ours, theirs):
        answer = head.post("departments/shtt/deputations", span(member_id(app, browser)))
        assert answer.status_code == 422
        assert 'id="member-error"' in answer.text
    for whom in ({}, {"member": "999"}, {"member": "x"}):
        assert head.post("departments/shtt/deputations", whom).status_code == 422
    assert deputations(app) == []


def test_two_delegations_of_one_deputy_do_not_overlap(app, cast, deputy) -> None:
    head, member = cast.head("shtt"), member_id(app, deputy)
    head.post("departments/shtt/deputations", span(member, TODAY, TODAY + timedelta(3)))

    twice = head.post(
        "departments/shtt/deputations", span(member, TODAY + timedelta(3), TODAY + timedelta(9))
    )
    after = head.post(
        "departments/shtt/deputations", span(member, TODAY + timedelta(4), TODAY + timedelta(9))
    )

    assert (twice.status_code, after.status_code) == (422, 303)
    assert len(deputations(app)) == 2


def test_one_delegation_given_twice_at_the_same_moment_is_one(app, cast, deputy) -> None:
    head, member = cast.head("shtt"), member_id(app, deputy)

    with ThreadPoolExecutor() as threads, app.app_context():
        whom, by = db.session.get_one(Member, member), db.session.get_one(User, head.user_id)
        members.hold_members(whom.department)
        late = threads.submit(head.post, "departments/shtt/deputations", span(member))
        until_one_waits(late)
        deputising.delegate(whom, from_on=TODAY, until_on=TODAY, by=by, at=now())
        db.session.commit()

    assert late.result().status_code == 422
    assert deputations(app) == [(member, TODAY, TODAY)]


def test_a_delegation_is_ended_early_once(app, cast, deputy) -> None:
    head, member = cast.head("shtt"), member_id(app, deputy)
    head.post("departments/shtt/deputations", span(member))

    first, second = (head.post("departments/shtt/deputations/1/end") for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 409)
    assert head.post("departments/shtt/deputations/99/end").status_code == 404
    with app.app_context():
        assert db.session.get_one(Deputation, 1).ended_at is not None
    assert "ended early" in head.get(f"{PAGE}?lang=en").text


def test_a_deputy_approves_on_the_days_of_the_delegation_and_on_no_other(
    app, cast, deputy, questions
) -> None:
    asked, head = questions.submitted(), cast.head("shtt")
    head.post(
        "departments/shtt/deputations",
        span(member_id(app, deputy), TODAY + timedelta(1), TODAY + timedelta(1)),
    )

    def approve(day: int) -> int:
        set_clock(app, 9, 0, day=(2025, 11, day))
        browser = cast.sign_in(deputy.user_id)
        return browser.post(f"desk/{asked.number}/approval", {"saves": "1"}).status_code

    assert [approve(13), approve(15), approve(14)] == [403, 403, 303]


def test_an_ended_delegation_lets_nobody_approve(app, cast, deputy, questions) -> None:
    asked, head = questions.submitted(), cast.head("shtt")
    head.post("departments/shtt/deputations", span(member_id(app, deputy)))
    head.post("departments/shtt/deputations/1/end")

    assert deputy.post(f"desk/{asked.number}/approval", {"saves": "1"}).status_code == 403


ACTS = [
    "departments/shtt/members",
    "departments/shtt/members/1/removal",
    "departments/shtt/deputations",
    "departments/shtt/deputations/1/end",
]


@pytest.mark.parametrize("path", ACTS)
def test_only_heads_delegate_and_only_organisers_change_members(
    app, cast, deputy, stranger, things, path
) -> None:
    head = cast.head("shtt")
    head.post("departments/shtt/deputations", span(member_id(app, deputy)))
    before = deputations(app)
    assistant, other = cast.assistant("shtt"), cast.head("pc")
    delegate = cast.delegate(things.registration())

    answers = [who.post(path).status_code for who in (assistant, deputy, other, delegate)]

    assert answers == [403, 403, 404, 403]
    assert stranger.post(path).status_code == 403
    if path.endswith(("members", "removal")):
        assert head.post(path).status_code == 403
    assert deputations(app) == before


@pytest.mark.parametrize("path", [PAGE, "organise/departments"])
def test_the_pages_are_for_who_works_here(cast, stranger, things, path) -> None:
    organisers_only = path.startswith("organise")

    assert stranger.get(path).status_code == 302
    assert cast.delegate(things.registration()).get(path).status_code == 403
    assert cast.head("pc").get(path).status_code == (403 if organisers_only else 404)
    assert cast.assistant("shtt").get(path).status_code == (403 if organisers_only else 200)
    assert cast.organiser().get(path).status_code == 200


def test_an_unknown_department_or_one_of_another_event_is_not_found(cast) -> None:
    organiser = cast.organiser()

    assert organiser.get("departments/nowhere/members").status_code == 404
    assert organiser.post("departments/shtt/members/99/removal").status_code == 404


def test_the_organisers_add_a_member_who_gets_a_letter(app, cast) -> None:
    organiser = cast.organiser()

    first = organiser.post(PAGE, NEW)
    again = organiser.post(PAGE, NEW)
    other = organiser.post(PAGE, NEW | {"post": "assistant"})

    assert [answer.status_code for answer in (first, again, other)] == [303, 303, 409]
    with app.app_context():
        member = db.session.scalars(sa.select(Member)).one()
        assert (member.department.code, member.post) == ("shtt", "deputy")
        assert (member.user.full_name, member.user.is_staff) == ("Lý Thị Mới", True)
        [letter] = db.session.scalars(sa.select(Message))
        assert letter.recipient == "moi@example.org"
        assert f"http://localhost{BASE}/desk" in letter.text
        assert "/sign-in/link/" in letter.text


@pytest.mark.parametrize("missing", ["full_name", "email", "post"])
def test_a_member_needs_a_name_an_address_and_a_post(app, cast, missing) -> None:
    answer = cast.organiser().post(PAGE, NEW | {missing: ""})

    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text
    with app.app_context():
        assert db.session.scalars(sa.select(Member)).all() == []


def test_a_post_that_does_not_exist_is_refused(cast) -> None:
    assert cast.organiser().post(PAGE, NEW | {"post": "minister"}).status_code == 422


def test_who_is_removed_acts_for_the_department_no_more(app, cast, deputy) -> None:
    member = member_id(app, deputy)
    cast.head("shtt").post("departments/shtt/deputations", span(member))

    answer = cast.organiser().post(f"departments/shtt/members/{member}/removal")

    assert answer.status_code == 303
    assert deputy.get("desk").status_code == 403
    assert deputations(app) == []
    with app.app_context():
        assert db.session.get_one(User, deputy.user_id).is_staff is False
        acts = db.session.scalars(sa.select(AuditEntry.act).order_by(AuditEntry.id)).all()
        assert acts[-1] == "remove member"


def test_a_long_list_of_members_costs_no_more_statements(app, cast, deputy, statements) -> None:
    organiser = cast.organiser()
    member = member_id(app, deputy)

    def cost(path: str) -> int:
        statements.clear()
        assert organiser.get(path).status_code == 200
        return len(statements)

    for path in (PAGE, "organise/departments"):
        cost(path)
    few = [cost(path) for path in (PAGE, "organise/departments")]
    head = cast.head("shtt")
    for week in range(30):
        first = TODAY + timedelta(weeks=week)
        head.post("departments/shtt/deputations", span(member, first, first))
        organiser.post(PAGE, NEW | {"email": f"moi-{week}@example.org"})

    assert [cost(path) for path in (PAGE, "organise/departments")] == few


def test_the_rule_itself_refuses_an_assistant(app, cast) -> None:
    assistant = cast.assistant("shtt")
    with app.app_context():
        member = db.session.scalars(sa.select(Member).filter_by(user_id=assistant.user_id)).one()
        field, sentence = deputising.fault_of(member, from_on=TODAY, until_on=TODAY, at=now())
        assert (field, bool(sentence)) == ("member", True)
