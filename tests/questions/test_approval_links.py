"""A head approves from the letter: two taps, one text, once, and never by opening a page."""

import re
from datetime import date, timedelta
from itertools import count

import pytest
import sqlalchemy as sa

from confapp.audit import AuditEntry
from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.events.models import Deputation, Member
from confapp.mail.models import Message
from confapp.people import inviting
from confapp.questions import approval_links
from confapp.questions.models import Approval, ApprovalLink, Reference, Return
from confapp.questions.notices import sweep
from tests.conftest import set_clock
from tests.questions.conftest import PDF, the_question
from tests.questions.making import ANSWER, TEXT, Asked, department_of, first_decree
from tests.racing import at_once

REASON = {"reason": "Đề nghị nêu rõ khoản áp dụng."}
LINK = re.compile(r"http://localhost(/\S+/approval/\S+)")
_counted = count(1)


@pytest.fixture
def letters(app):
    """Lets the worker look once, and gives all letters by recipient."""

    def written() -> dict[str, Message]:
        with app.app_context():
            sweep.ask_for_approvals()
            return {one.recipient: one for one in db.session.scalars(sa.select(Message))}

    return written


@pytest.fixture
def link(letters):
    """The path of the link that the head was sent."""

    def sent(recipient: str = "head.shtt@example.org") -> str:
        return LINK.search(letters()[recipient].text)[1]

    return sent


@pytest.fixture
def approved_via(app):
    def said(asked: Asked) -> list[tuple[int, str]]:
        with app.app_context():
            rows = sa.select(Approval.by_id, Approval.via)
            return [tuple(row) for row in db.session.execute(rows)]

    return said


def test_the_head_reads_everything_and_approves_with_two_taps(
    app, questions, cast, stranger, letters, link, approved_via
) -> None:
    asked, head = questions.submitted(), cast.head("shtt")
    letter = letters()["head.shtt@example.org"]
    path = link()

    assert all(words in letter.text for words in (TEXT, ANSWER, "132/2025/NĐ-CP", "HĐ-0001"))
    page = stranger.get(path)
    assert page.status_code == 200
    assert TEXT in page.text
    assert "rà soát hồ sơ" in page.text
    assert "132/2025/NĐ" in page.text
    assert f'href="{path}/confirmation"' in page.text
    confirming = stranger.get(f"{path}/confirmation")
    assert f'method="post" action="{path}"' in confirming.text
    assert approved_via(asked) == []
    done = stranger.post(path)
    assert (done.status_code, done.location.rsplit("/", 2)[1:]) == (303, ["approvals", "approved"])
    assert stranger.get(done.location).status_code == 200
    assert approved_via(asked) == [(head.user_id, "link")]
    with app.app_context():
        log = db.session.scalars(sa.select(AuditEntry).filter_by(act="approve answer")).one()
        assert (log.user_id, log.details["via"]) == (head.user_id, "link")


def test_the_link_opens_the_file_of_its_question_until_it_is_used(
    questions, attach, stranger, link
) -> None:
    attach(questions.submitted())
    path = link()

    assert f'href="{path}/attachment"' in stranger.get(path).text
    file = stranger.get(f"{path}/attachment")
    assert (file.status_code, file.data) == (200, PDF)
    assert file.headers["Cache-Control"] == "no-store"
    assert "noindex" in file.headers["X-Robots-Tag"]
    assert stranger.get(f"{path[:-3]}xyz/attachment").status_code == 410
    stranger.post(path)
    assert stranger.get(f"{path}/attachment").status_code == 410


def test_the_head_is_warned_of_a_document_that_is_not_in_force(
    app, questions, cast, stranger, link
) -> None:
    questions.submitted()
    path = link()
    before = stranger.get(path).text
    with app.app_context():
        first_decree().in_force_until = date(2025, 11, 13)
        db.session.commit()

    told = "CP đã hết hiệu lực từ ngày 13/11/2025."
    assert told not in before
    assert told in stranger.get(path).text


def test_only_heads_and_deputies_with_a_delegation_are_asked_and_each_once(
    app, questions, cast, letters
) -> None:
    questions.submitted()
    cast.assistant("shtt")
    deputy = _deputy(app, until=timedelta())
    _deputy(app, until=timedelta(days=-1))

    first, second = letters(), letters()

    assert set(first) == set(second) == {"head.shtt@example.org", deputy}


def test_nobody_is_asked_at_night(app, questions, letters) -> None:
    questions.submitted()
    set_clock(app, 22, 0)
    assert letters() == {}
    set_clock(app, 6, 1, day=(2025, 11, 14))
    assert set(letters()) == {"head.shtt@example.org"}


def test_the_key_is_kept_nowhere_but_in_the_letter(app, questions, link) -> None:
    questions.submitted()
    key = link().rsplit("/", 1)[1]

    with app.app_context():
        kept = db.session.scalars(sa.select(ApprovalLink)).one()
        assert key not in str(vars(kept))
        assert len(key) >= 43


def test_the_pages_tell_neither_caches_nor_other_pages_the_key(questions, stranger, link) -> None:
    questions.submitted()
    for path in (link(), f"{link()}/confirmation", f"{link()}/return"):
        headers = stranger.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "strict-origin"
        assert headers["X-Robots-Tag"] == "noindex"


def test_a_mail_scanner_that_opens_everything_changes_nothing(
    questions, stranger, link, approved_via
) -> None:
    asked, path = questions.submitted(), link()

    for address in (path, f"{path}/confirmation", f"{path}/return"):
        for ask in (stranger.get, stranger.client.head):
            assert ask(address).status_code == 200
    assert stranger.post(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert approved_via(asked) == []
    assert stranger.post(path).status_code == 303


def test_the_link_sends_back_with_a_reason_once(app, questions, stranger, link) -> None:
    asked, path = questions.submitted(), link()

    empty = stranger.post(f"{path}/return", {"reason": " "})
    assert empty.status_code == 422
    assert 'id="reason-error"' in empty.text
    assert stranger.post(f"{path}/return", REASON).status_code == 303
    assert stranger.post(f"{path}/return", REASON).status_code == 410
    assert stranger.post(path).status_code == 410
    with app.app_context():
        assert [one.reason for one in db.session.scalars(sa.select(Return))] == [REASON["reason"]]
        assert the_question(asked).answer.is_draft


def _use(stranger, path, **_more):
    stranger.post(path)


def _expire(app, **_more):
    with app.app_context():
        app.config["CLOCK_OFFSET"] += approval_links.LIVES


def _approve_on_page(cast, asked, **_more):
    cast.head("shtt").post(f"desk/{asked.number}/approval", {"saves": "1"})


def _send_back_on_page(cast, asked, **_more):
    cast.head("shtt").post(f"desk/{asked.number}/return", REASON)


def _change(cast, asked, sheet, **_more):
    _send_back_on_page(cast, asked)
    changed = sheet(saves="1", text="Nội dung khác hẳn", hand_in="1")
    cast.assistant("shtt").post(f"desk/{asked.number}/answer", changed)


def _dismiss(app, **_more):
    with app.app_context():
        head = db.session.scalars(sa.select(Member).filter_by(post="head")).one()
        head.post = "assistant"
        db.session.commit()


DEATHS = {
    "was used": (_use, "Liên kết này đã được dùng"),
    "expired": (_expire, "Liên kết này đã hết hạn"),
    "approved on the page": (_approve_on_page, "đã được duyệt lúc"),
    "sent back": (_send_back_on_page, "đã được rút lại hoặc sửa đổi"),
    "changed": (_change, "đã được rút lại hoặc sửa đổi"),
    "no head any more": (_dismiss, "không còn thẩm quyền duyệt"),
}


@pytest.mark.parametrize("death", DEATHS)
def test_a_dead_link_says_why_and_does_nothing(
    app, questions, cast, sheet, stranger, link, approved_via, death
) -> None:
    asked, path = questions.submitted(), link()
    kill, sentence = DEATHS[death]
    kill(app=app, cast=cast, asked=asked, sheet=sheet, stranger=stranger, path=path)
    before = approved_via(asked)

    answers = [
        stranger.get(path),
        stranger.get(f"{path}/confirmation"),
        stranger.get(f"{path}/return"),
        stranger.post(path),
        stranger.post(f"{path}/return", REASON),
    ]

    assert [one.status_code for one in answers] == [410] * 5
    assert all(sentence in one.text for one in answers)
    assert all(TEXT not in one.text for one in answers)
    assert approved_via(asked) == before


def test_a_made_up_key_opens_nothing(questions, stranger, link) -> None:
    questions.submitted()
    path = link()
    for wrong in (path[:-1] + ("A" if path[-1] != "A" else "B"), f"{path}x"):
        assert stranger.get(wrong).status_code == 410
        assert stranger.post(wrong).status_code == 410


def test_the_link_of_another_conference_is_not_found(
    questions, stranger, link, other_event_id
) -> None:
    questions.submitted()
    elsewhere = link().replace("tap-huan-13-11-2025", "hoi-nghi-khac")

    assert stranger.get(elsewhere).status_code == 410
    assert stranger.post(elsewhere).status_code == 410


def test_of_many_taps_at_once_one_approves(app, questions, link, approved_via) -> None:
    asked, path = questions.submitted(), link()

    answers = at_once([lambda: _tap(app, path) for _ in range(6)])

    assert sorted(answers) == [303] + [410] * 5
    assert len(approved_via(asked)) == 1


def test_of_many_workers_at_once_one_writes_the_letter(app, questions) -> None:
    questions.submitted()

    def look() -> None:
        with app.app_context():
            sweep.ask_for_approvals()

    at_once([look] * 4)

    with app.app_context():
        assert len(db.session.scalars(sa.select(Message)).all()) == 1


def test_organisers_do_not_read_the_link_in_the_letter(app, questions, cast, link) -> None:
    questions.submitted()
    path = link()
    organiser = cast.organiser()
    with app.app_context():
        number = db.session.scalars(sa.select(Message.id)).one()

    page = organiser.get(f"organise/letters/{number}")

    assert page.status_code == 200
    assert path.rsplit("/", 1)[1] not in page.text
    assert f"{path.rsplit('/', 1)[0]}/…" in page.text


def _tap(app, path: str) -> int:
    with app.test_client() as client:
        answer = client.post(path, headers={"Sec-Fetch-Site": "same-origin"}, buffered=True)
        return answer.status_code


def _deputy(app, *, until: timedelta) -> str:
    """A deputy with a delegation of a week that ends so long after today; gives the address."""
    email = f"deputy-{next(_counted)}@example.org"
    with app.app_context():
        user = inviting.account(email, "Phó Cục trưởng", at=now())
        today = in_vietnam(now()).date()
        delegation = Deputation(
            from_on=today - timedelta(days=7),
            until_on=today + until,
            given_at=now(),
            given_by_id=user.id,
        )
        member = Member(department=department_of("shtt"), user_id=user.id, post="deputy")
        member.deputations.append(delegation)
        db.session.add(member)
        db.session.commit()
    return email


def test_who_approves_a_correction_reads_why_it_is_made_and_what_it_changes(
    app, questions, cast, sheet, stranger, letters, link
) -> None:
    asked, assistant, why = questions.published(), cast.assistant("shtt"), REASON["reason"]
    assistant.post(f"desk/{asked.number}/correction", REASON)
    changed = sheet(saves="1", text=ANSWER.replace("Điều 4", "Điều 5"), hand_in="1")
    assistant.post(f"desk/{asked.number}/answer", changed)
    path = link()

    by_link = stranger.get(path).text
    on_page = cast.head("shtt").get(f"desk/{asked.number}").text

    letter = letters()["head.shtt@example.org"].text
    assert f"Lý do: {why}" in letter
    assert "Hạn trả lời" not in letter
    for page in (by_link, on_page):
        assert why in page
        assert re.search(r"<del>.*?4<.*?</del><ins>.*?5<.*?</ins>", page)


def test_the_link_shows_what_the_question_is_about(app, questions, stranger, link) -> None:
    asked = questions.submitted()
    with app.app_context():
        parts = {"article": "29", "clause": "2", "point": ""}
        given = Reference(document="Nghị định 133/2025/NĐ-CP", **parts)
        the_question(asked).reference_given = given
        db.session.commit()

    assert "khoản 2, Điều 29, Nghị định 133/2025/NĐ-CP" in stranger.get(link()).text


def test_the_link_shows_what_the_legal_reviewer_said(
    questions, cast, sheet, stranger, link
) -> None:
    asked, remark = questions.taken(), "Đã đối chiếu, không có vướng mắc."
    cast.head("shtt")
    handed_in = sheet(kind="gap", hand_in="1")
    cast.assistant("shtt").post(f"desk/{asked.number}/answer", handed_in)
    cast.legal().post(f"legal/{asked.number}/reading", {"saves": "1", "remark": remark})

    assert remark in stranger.get(link()).text
