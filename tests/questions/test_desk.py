"""A department's desk shows what is with it, and lets somebody take it."""

import re

import pytest

from confapp.clock import now
from confapp.database import db
from confapp.errors import Refusal
from confapp.questions import desk, owning, states
from confapp.questions.states import Place
from tests.questions.conftest import the_question, the_user
from tests.questions.making import department_of

BASE = "/tap-huan-13-11-2025"
STATES = ("asked", "taken", "drafted", "submitted", "approved", "published", "retracted")
OF_STATES = (
    Place.OFFERED,
    Place.TAKEN,
    Place.BEING_WRITTEN,
    Place.IN_REVIEW,
    Place.APPROVED,
    Place.PUBLISHED,
    Place.RETRACTED,
)


def test_each_question_stands_in_the_section_of_its_state(questions, inside) -> None:
    made = {state: getattr(questions, state)() for state in STATES}
    questions.taken(domain="chung")

    sections = desk.overview(department_of("shtt"))

    assert [section.key for section in sections] == list(desk.TITLES)
    rows = {section.key: [question.id for question in section.rows] for section in sections}
    assert rows == {
        Place.OFFERED: [made["asked"].id],
        Place.TAKEN: [made["taken"].id],
        Place.BEING_WRITTEN: [made["drafted"].id],
        Place.IN_REVIEW: [made["submitted"].id],
        Place.APPROVED: [made["approved"].id],
        Place.NEEDS_INFORMATION: [],
        desk.ASSISTING: [],
        Place.PUBLISHED: [made["published"].id],
        Place.RETRACTED: [made["retracted"].id],
    }
    assert [section.total for section in sections] == [len(ids) for ids in rows.values()]


def test_the_desk_and_the_asker_agree_where_a_question_is(questions, inside) -> None:
    for state in STATES:
        getattr(questions, state)()

    placed = [
        (section.key, states.place(question))
        for section in desk.overview(department_of("shtt"))
        for question in section.rows
    ]

    assert placed == [(place, place) for place in OF_STATES]


def test_a_head_finds_first_what_only_a_head_can_do(questions, cast) -> None:
    made = {state: getattr(questions, state)() for state in STATES}

    def sections(page: str) -> list[str]:
        return re.findall(r'<section class="desk-section" id="(\w+)"', page)

    head, assistant = cast.head("shtt").get("desk").text, cast.assistant("shtt").get("desk").text

    places = [place.value for place in OF_STATES]
    assert sections(assistant) == places
    assert sections(head) == ["in_review", "approved", *places[:3], "published", "retracted"]
    for state in ("submitted", "approved"):
        button = (
            f'<a class="button small primary" href="{BASE}/desk/{made[state].number}" data-key='
        )
        assert button in head
        assert button not in assistant


def test_a_section_shows_its_first_rows_and_leads_to_all(questions, cast) -> None:
    made = [questions.asked(f"Câu hỏi số {number} về nhãn hiệu") for number in range(10)]

    page = cast.head("shtt").get("desk").text

    assert page.count('class="desk-row"') == 8
    whole = cast.head("shtt").get("desk/sections/offered?department=shtt").text
    assert whole.count('class="desk-row"') == 10
    assert f"{BASE}/desk/sections/offered?department=shtt" in page
    assert f"{BASE}/desk/{made[9].number}" in whole


def test_what_is_due_first_stands_first_and_the_newest_answer(questions, clock, inside) -> None:
    clock(9, 0)
    first, answered = questions.asked(), questions.published()
    clock(9, 30)
    second, newest = questions.asked(), questions.published()

    by_place = {section.key: section.rows for section in desk.overview(department_of("shtt"))}

    assert [question.id for question in by_place[Place.OFFERED]] == [first.id, second.id]
    assert [question.id for question in by_place[Place.PUBLISHED]] == [newest.id, answered.id]


def test_the_desk_is_searched_without_marks_and_by_number(questions, cast) -> None:
    wanted = questions.taken("Xin hỏi về chỉ dẫn địa lý của tỉnh")
    other = questions.taken("Xin hỏi về kiểu dáng công nghiệp")
    head = cast.head("shtt")

    for words in ("chi dan DIA", f"HĐ-{wanted.number:04d}", f"hd-{wanted.number}"):
        page = head.get("desk", query_string={"q": words}).text
        assert f"{BASE}/desk/{wanted.number}" in page
        assert f"{BASE}/desk/{other.number}" not in page


def test_a_search_for_nothing_known_says_so(questions, cast) -> None:
    questions.taken()

    page = cast.head("shtt").get("desk?q=khong-co-gi").text

    assert 'class="empty"' in page
    assert "desk-row" not in page


def test_an_empty_desk_says_so(cast) -> None:
    assert 'class="empty"' in cast.head("shtt").get("desk").text
    assert 'class="empty"' in cast.head("shtt").get("desk/sections/taken").text


def test_a_question_of_another_department_is_nowhere_on_the_desk(questions, cast) -> None:
    theirs = questions.taken("Câu hỏi riêng của Vụ Pháp chế", domain="chung")
    ours = questions.taken()
    head = cast.head("shtt")

    for path in ("desk", "desk?q=rieng", "desk/sections/taken"):
        assert f"/desk/{theirs.number}" not in head.get(path).text
    assert f"/desk/{ours.number}" in head.get("desk").text
    assert head.get("desk?department=pc").status_code == 404
    assert head.get(f"desk/{theirs.number}").status_code == 404
    assert head.get(f"desk/{theirs.number}/saved").status_code == 404
    acts = ("ownership", "offer/return", "info-request", "answer", "return", "approval")
    for act in (*acts, "publication"):
        assert head.post(f"desk/{theirs.number}/{act}").status_code == 404


def test_a_question_that_waits_for_a_moderator_is_on_no_desk(questions, cast) -> None:
    asked = questions.waiting()

    assert cast.head("vt").get(f"desk/{asked.number}").status_code == 404
    assert f"/desk/{asked.number}" not in cast.head("vt").get("desk").text


def test_the_head_of_two_departments_switches_between_them(app, questions, cast) -> None:
    from confapp.events.models import Member

    head = cast.head("bc")
    with app.app_context():
        member = Member(department_id=department_of("vt").id, user_id=head.user_id, post="head")
        db.session.add(member)
        db.session.commit()
    posts, telecoms = questions.sent_to("bc"), questions.sent_to("vt")

    first, second = head.get("desk?department=bc").text, head.get("desk?department=vt").text

    assert 'name="department"' in first
    assert f"/desk/{posts.number}" in first
    assert f"/desk/{telecoms.number}" not in first
    assert f"/desk/{telecoms.number}" in second
    assert f"/desk/{posts.number}" not in second


def test_who_is_head_of_one_department_sees_no_switch(questions, cast) -> None:
    questions.taken()

    assert '<select name="department"' not in cast.head("shtt").get("desk").text


def test_an_assistant_takes_a_question_for_the_department(app, questions, cast) -> None:
    asked = questions.asked()
    assistant = cast.assistant("shtt")

    answer = assistant.post(f"desk/{asked.number}/ownership")

    assert (answer.status_code, answer.location) == (303, f"{BASE}/desk/{asked.number}")
    with app.app_context():
        assert the_question(asked).offer.ownership.by_id == assistant.user_id
    assert 'id="text"' in assistant.get(f"desk/{asked.number}").text


def test_taking_twice_is_the_same_as_once(app, questions, cast) -> None:
    asked = questions.asked()
    assistant = cast.assistant("shtt")

    first, second = (assistant.post(f"desk/{asked.number}/ownership") for _ in range(2))

    assert first.status_code == second.status_code == 303


def test_the_second_taker_is_told_who_was_first(questions, cast) -> None:
    asked = questions.asked()
    cast.assistant("shtt").post(f"desk/{asked.number}/ownership")

    answer = cast.head("shtt").post(f"desk/{asked.number}/ownership")

    assert answer.status_code == 409
    assert "Ngô Thị Giúp" in answer.text


def test_the_rule_itself_refuses_a_second_taker(questions, cast, inside) -> None:
    asked, first, second = questions.asked(), cast.assistant("shtt"), cast.head("shtt")
    owning.take(the_question(asked), by=the_user(first), at=now())

    with pytest.raises(Refusal, match="Ngô Thị Giúp"):
        owning.take(the_question(asked), by=the_user(second), at=now())


@pytest.mark.parametrize("path", ["desk", "desk/sections/offered"])
def test_a_long_desk_costs_no_more_statements_than_a_short_one(
    questions, cast, statements, path
) -> None:
    for state in STATES:
        getattr(questions, state)()
    head = cast.head("shtt")
    head.get(path)
    statements.clear()
    head.get(path)
    few = len(statements)
    for _ in range(29):
        questions.asked()
    for _ in range(3):
        questions.submitted()
    head = cast.head("shtt")
    head.get(path)

    statements.clear()
    head.get(path)

    assert len(statements) == few


def test_an_unknown_section_is_not_found(cast) -> None:
    head = cast.head("shtt")

    assert head.get("desk/sections/sent").status_code == 404
    assert head.get("desk/sections/nothing").status_code == 404


def test_the_act_that_stands_out_is_the_one_that_is_due_first(app, questions, cast, clock) -> None:
    calm, late = questions.asked(), questions.asked()
    drafted = questions.drafted()
    with app.app_context():
        the_question(late).offer.due_at = clock(8, 30)
        db.session.commit()
    clock(10, 0)
    assistant = cast.assistant("shtt")

    def standing_out(path: str) -> list[int]:
        rows = re.findall(r'<article class="desk-row".*?</article>', assistant.get(path).text, re.S)
        out = [row for row in rows if 'class="button small primary"' in row]
        return [int(re.search(r"HĐ-(\d+)", row)[1]) for row in out]

    assert standing_out("desk") == [late.number, drafted.number]
    assert standing_out("desk/sections/offered?sort=oldest") == [late.number]
    assert standing_out("desk?domain=bcvt") == []
    assert calm.number not in standing_out("desk/sections/offered?sort=newest")


def test_a_department_that_assists_is_not_offered_what_only_the_other_can_take(
    app, questions, cast
) -> None:
    asked = questions.waiting()
    sent = {"offer-department": "vt", "offer-assisting": ["shtt"]}
    cast.moderator().post(f"moderate/questions/{asked.number}/offer", sent)
    ways = (f"desk/{asked.number}/ownership", f"desk/{asked.number}/offer/return")

    pages = [cast.assistant(code).get(f"desk/{asked.number}").text for code in ("shtt", "vt")]

    assert [[way in page for way in ways] for page in pages] == [[False, False], [True, True]]
