"""Looking through a desk: what is due, whose it is, what one helps with, what others left."""

import re

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.questions import clarifying, desk, merging, offering
from confapp.questions.desk_filter import Wanted, due_within
from confapp.questions.models import Assistance
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of

BASE = "/tap-huan-13-11-2025"
MESSAGE = "Đề nghị nêu rõ loại hồ sơ và ngày nộp."


def numbers_on(page: str) -> list[int]:
    """The questions of a page's rows, in their order."""
    return [int(one) for one in re.findall(r'class="desk-words"><a href="[^"]*/desk/(\d+)"', page)]


def let_be_due(app, asked, moment) -> None:
    with app.app_context():
        the_question(asked).offer.due_at = moment
        db.session.commit()


@pytest.fixture
def three_by_due(app, questions, clock):
    """One that is late, one that is due today, and one that is due next week."""
    made = [questions.asked(), questions.taken(), questions.taken()]
    for asked, (hour, minute) in zip(made[:2], [(9, 0), (16, 0)], strict=True):
        let_be_due(app, asked, clock(hour, minute))
    with app.app_context():
        let_be_due(app, made[2], now().replace(day=20))
    clock(10, 0)
    return made


def test_what_is_late_and_what_is_due_soon_is_counted_and_found(cast, three_by_due) -> None:
    late, soon, calm = three_by_due
    head = cast.head("shtt")

    page = head.get("desk").text

    assert re.findall(r'class="count-number">(\d+)<', page) == ["1", "1"]
    assert numbers_on(head.get("desk?due=late").text) == [late.number]
    assert numbers_on(head.get("desk?due=soon").text) == [soon.number]
    assert sorted(numbers_on(page)) == sorted(one.number for one in (late, soon, calm))


def test_a_question_whose_clock_stands_is_never_late(app, cast, three_by_due) -> None:
    late, *_ = three_by_due
    head = cast.head("shtt")
    with app.app_context():
        clarifying.ask_back(the_question(late), message=MESSAGE, by=the_user(head), at=now())
        db.session.commit()

    page = head.get("desk").text

    assert MESSAGE in page
    assert "The clock stands still" in head.get("desk?lang=en").text
    assert numbers_on(head.get("desk?due=late").text) == []
    assert re.findall(r'class="count-number">(\d+)<', page) == ["0", "1"]


def test_the_desk_is_narrowed_to_a_domain_and_to_who_is_on_it(questions, cast) -> None:
    assistant = cast.assistant("shtt")
    theirs, free = questions.taken(), questions.asked()
    head = cast.head("shtt")

    assert numbers_on(head.get(f"desk?who={assistant.user_id}").text) == [theirs.number]
    assert numbers_on(head.get(f"desk?who={head.user_id}").text) == []
    assert numbers_on(head.get("desk?domain=shtt").text) == [free.number, theirs.number]
    assert numbers_on(head.get("desk?domain=bcvt").text) == []


@pytest.mark.parametrize("nonsense", ["who=x", "who=99999999999999", "due=never", "sort=size"])
def test_what_no_filter_knows_asks_for_nothing(questions, cast, nonsense) -> None:
    asked = questions.taken()

    page = cast.head("shtt").get(f"desk?{nonsense}")

    assert page.status_code == 200
    assert numbers_on(page.text) == [asked.number]


def test_a_section_is_ordered_as_one_wishes(questions, cast) -> None:
    made = [questions.taken().number for _ in range(3)]
    head = cast.head("shtt")

    assert numbers_on(head.get("desk/sections/taken?sort=newest").text) == made[::-1]
    assert numbers_on(head.get("desk/sections/taken?sort=oldest").text) == made


def test_a_long_section_has_pages_that_keep_the_search(questions, cast) -> None:
    for number in range(60):
        questions.asked(f"Xin hỏi về nhãn hiệu số {number}")

    page = cast.head("shtt").get("desk/sections/offered?q=nhan+hieu&sort=newest").text

    assert len(numbers_on(page)) < 60
    assert "q=nhan+hieu&amp;sort=newest&amp;page=2" in page


def test_what_others_lead_stands_apart_until_it_is_published(app, questions, cast) -> None:
    asked = questions.taken("Xin hỏi về chuyển giao công nghệ")
    with app.app_context():
        question = the_question(asked)
        question.offer.assistance.append(Assistance(department=department_of("pc")))
        db.session.commit()
    helper = cast.assistant("pc")

    page = helper.get("desk?lang=en").text

    assert re.findall(r'class="desk-section" id="(\w+)"', page) == ["assisting"]
    assert numbers_on(page) == [asked.number]
    assert f"/desk/{asked.number}/ownership" not in page
    assert helper.post(f"desk/{asked.number}/ownership").status_code == 403
    assert helper.post(f"desk/{asked.number}/offer/return").status_code == 403


def test_what_has_come_to_an_end_is_on_no_desk(app, questions, cast) -> None:
    kept, merged = questions.asked(), questions.asked()
    moderator = cast.moderator()
    with app.app_context():
        merging.merge(
            the_question(merged),
            the_question(kept),
            reason="Cùng một nội dung với câu hỏi kia.",
            by=the_user(moderator),
            at=now(),
        )
        db.session.commit()

    assert numbers_on(cast.head("shtt").get("desk").text) == [kept.number]


def test_the_next_owner_reads_what_earlier_owners_and_merged_questions_left(
    app, questions, cast
) -> None:
    moved = questions.drafted(answer="Ghi chú của đơn vị trước")
    merged = questions.drafted(answer="Ghi chú của câu hỏi đã gộp", domain="chung")
    moderator = cast.moderator()
    with app.app_context():
        question, by = the_question(moved), the_user(moderator)
        offering.move(
            question, department_of("pc"), reason="Thuộc Vụ Pháp chế trả lời.", by=by, at=now()
        )
        merging.merge(the_question(merged), question, reason="Cùng một nội dung.", by=by, at=now())
        db.session.commit()

    page = cast.head("pc").get("desk").text

    assert numbers_on(page) == [moved.number]
    assert "Ghi chú của đơn vị trước" in page
    assert "Ghi chú của câu hỏi đã gộp" in page
    assert "Ghi chú" not in cast.head("shtt").get("desk").text


def test_the_title_counts_what_waits_for_the_visitor(questions, cast) -> None:
    for state in ("asked", "taken", "drafted", "submitted", "approved", "published"):
        getattr(questions, state)()

    def title(browser) -> str:
        return re.search(r"<title>([^<]*)", browser.get("desk?lang=en").text)[1]

    assert title(cast.head("shtt")).startswith("(3) Desk · ")
    assert title(cast.assistant("shtt")).startswith("(3) Desk · ")
    assert title(cast.head("pc")).startswith("Desk · ")


def test_the_live_part_comes_again_when_something_has_happened(questions, cast) -> None:
    asked = questions.asked()
    head = cast.head("shtt")
    first = head.get("desk/live?department=shtt")
    seen = {"If-None-Match": first.headers["ETag"]}

    assert numbers_on(first.text) == [asked.number]
    assert 'text="(1) ' in first.text
    assert head.get("desk/live?department=shtt", headers=seen).status_code == 304
    head.post(f"desk/{asked.number}/ownership")
    again = head.get("desk/live?department=shtt", headers=seen)
    assert again.status_code == 200
    assert 'id="taken"' in again.text


def test_the_live_part_is_for_the_department_only(questions, cast, stranger) -> None:
    questions.asked("Câu hỏi mà người ngoài không được thấy")

    for path in ("desk/live", "desk/live?department=shtt"):
        assert cast.head("pc").get(path).text.count("không được thấy") == 0
        assert stranger.get(path).status_code == 302
    assert cast.head("pc").get("desk/live?department=shtt").status_code == 404


def test_the_filter_and_the_row_agree_on_what_is_late(app, three_by_due) -> None:
    late, soon, _calm = three_by_due
    with app.app_context():
        department, at = department_of("shtt"), now()
        found = {
            code: [
                question.id
                for section in desk.overview(department, Wanted(**due_within(code, at=at)))
                for question in section.rows
            ]
            for code in ("late", "soon")
        }
        assert found == {"late": [late.id], "soon": [soon.id]}
        assert desk.due_counts(department, at=at) == {"late": 1, "soon": 1}


def test_the_folded_filters_say_what_is_set_and_lead_back_to_all(questions, cast) -> None:
    questions.taken("Xin hỏi về nhãn hiệu")
    assistant, head = cast.assistant("shtt"), cast.head("shtt")
    asked = f"q=nhan+hieu&domain=shtt&due=soon&who={assistant.user_id}&sort=newest"

    def said(page: str) -> list[str]:
        found = re.findall(r'class="filters-set">([^<]*)<', page)
        return found[0].split(" · ") if found else []

    assert said(head.get("desk?lang=en").text) == []
    for path in ("desk", "desk/sections/taken"):
        page = head.get(f"{path}?{asked}").text
        assert said(page) == [
            "“nhan hieu”",
            "Intellectual property",
            "Due soon",
            "Ngô Thị Giúp",
            "Newest first",
        ]
        assert f'href="{BASE}/{path}?department=shtt">Show all</a>' in page
