"""Everybody reads what is published; a delegate also their own."""

from datetime import timedelta

import pytest

from tests.questions.making import TEXT

BASE = "/tap-huan-13-11-2025"


def numbers_on(page: str, upto: int) -> list[int]:
    return [number for number in range(1, upto + 1) if f'href="{BASE}/questions/{number}"' in page]


def test_the_list_holds_what_is_published_and_nothing_else(questions, stranger) -> None:
    published = questions.published()
    for state in ("waiting", "asked", "taken", "drafted", "submitted", "approved"):
        getattr(questions, state)()

    assert numbers_on(stranger.get("questions").text, 7) == [published.number]


def test_without_anything_published_the_list_says_so(questions, stranger) -> None:
    questions.approved()

    page = stranger.get("questions").text

    assert 'class="empty"' in page
    assert numbers_on(page, 1) == []


def test_searching_needs_no_marks(questions, stranger) -> None:
    wanted = questions.published("Thủ tục cấp phép bức xạ được ủy quyền ra sao?")
    questions.published("Nhãn hiệu chứng nhận của huyện sau sáp nhập?")

    for words in ("UY quyen", "cap phep buc xa", "Bức Xạ", f"HĐ-000{wanted.number}"):
        page = stranger.get("questions", query_string={"q": words}).text
        assert numbers_on(page, 2) == [wanted.number]


def test_signs_of_a_pattern_are_searched_as_they_are(questions, stranger) -> None:
    wanted = questions.published("Tỷ lệ 50% trong hồ_sơ được hiểu thế nào?")
    questions.published("Tỷ lệ 50 trong hồ sơ được hiểu thế nào?")

    assert numbers_on(stranger.get("questions?q=50%25").text, 2) == [wanted.number]
    assert numbers_on(stranger.get("questions?q=ho_so").text, 2) == [wanted.number]
    assert stranger.get("questions?q=%00%27;--").status_code == 200


def test_the_list_is_filtered_by_domain(questions, stranger) -> None:
    general, marks = questions.published(domain="chung"), questions.published(domain="shtt")

    assert numbers_on(stranger.get("questions?domain=chung").text, 2) == [general.number]
    assert numbers_on(stranger.get("questions?domain=shtt").text, 2) == [marks.number]
    assert numbers_on(stranger.get("questions?domain=unknown").text, 2) == []


def test_a_delegate_has_a_tab_with_their_own_questions_in_every_state(
    questions, things, cast
) -> None:
    mine = things.registration("Nguyễn Văn An")
    own = [questions.waiting(asker_id=mine), questions.drafted(asker_id=mine)]
    questions.asked()
    published = questions.published()
    delegate = cast.delegate(mine)

    assert numbers_on(delegate.get("questions?mine=1").text, 4) == [one.number for one in own]
    assert numbers_on(delegate.get("questions").text, 4) == [published.number]
    assert 'data-tone="active"' in delegate.get("questions?mine=1").text


def test_ones_own_questions_stand_under_their_own_heading(questions, things, cast) -> None:
    mine = things.registration()
    asked, published = questions.asked(asker_id=mine), questions.published()
    delegate = cast.delegate(mine)

    own, everybodys = delegate.get("questions?mine=1").text, delegate.get("questions").text

    assert "<h1>Câu hỏi của tôi</h1>" in own
    assert "<h1>Hỏi đáp</h1>" in everybodys
    back = {one: delegate.get(f"questions/{one.number}").text for one in (asked, published)}
    assert f'href="{BASE}/questions?mine=1">Câu hỏi của tôi</a>' in back[asked]
    assert f'href="{BASE}/questions">Tất cả câu hỏi</a>' in back[published]


def test_the_words_of_a_question_lead_to_its_page(questions, stranger) -> None:
    asked = questions.published(TEXT)
    longer = questions.published("dài " * 40)

    page = stranger.get("questions").text

    assert f'<a href="{BASE}/questions/{asked.number}">{TEXT}</a>' in page
    assert f'data-narrow href="{BASE}/questions/{longer.number}"' in page
    assert f'data-narrow href="{BASE}/questions/{asked.number}"' not in page


def test_who_has_asked_nothing_is_led_to_the_form(things, cast, questions) -> None:
    questions.asked()

    page = cast.delegate(things.registration()).get("questions?mine=1").text

    assert 'class="empty"' in page
    assert f'href="{BASE}/questions/new"' in page


def test_a_stranger_has_no_tab_of_their_own(questions, stranger) -> None:
    questions.asked()
    published = questions.published()

    page = stranger.get("questions?mine=1").text

    assert "mine=1" not in page.partition("<main")[2]
    assert numbers_on(page, 2) == [published.number]


def test_a_published_answer_can_be_cited(questions, stranger) -> None:
    asked = questions.published(TEXT)

    page = stranger.get(f"questions/{asked.number}").text

    assert "<strong>Ủy ban nhân dân</strong>" in page
    assert "132/2025/NĐ\N{NON-BREAKING HYPHEN}CP</cite>" in page
    assert f"http://localhost{BASE}/questions/{asked.number}" in page
    assert "Cục Sở hữu trí tuệ" in page
    for person in ("Ngô Thị Giúp", "Hoàng Văn Trưởng"):
        assert person not in page


def test_words_of_the_asker_are_never_markup(questions, stranger) -> None:
    asked = questions.published("<script>alert(1)</script> **không đậm** trong câu hỏi")

    for path in ("questions", f"questions/{asked.number}"):
        page = stranger.get(path).text
        assert "<script>alert" not in page
        assert "**không đậm**" in page


@pytest.mark.parametrize("who", ["stranger", "delegate"])
def test_a_long_list_costs_no_more_statements_than_a_short_one(
    app, questions, things, cast, stranger, statements, who
) -> None:
    asker_id = things.registration()
    browser = stranger if who == "stranger" else cast.delegate(asker_id)
    path = "questions" if who == "stranger" else "questions?mine=1"
    questions.published(asker_id=asker_id)
    browser.get(path)
    statements.clear()
    browser.get(path)
    few = len(statements)
    for number in range(29):
        app.config["CLOCK_OFFSET"] += timedelta(seconds=61)
        questions.published(asker_id=asker_id, shows_name=number % 2 == 0)
    browser.get(path)

    statements.clear()
    page = browser.get(path).text

    assert page.count('class="question-card"') == 30
    assert len(statements) == few


def test_the_list_is_in_pages(app, questions, stranger, things) -> None:
    for _ in range(31):
        questions.published()

    first, second = stranger.get("questions").text, stranger.get("questions?page=2").text

    assert numbers_on(first, 31) == list(range(2, 32))
    assert numbers_on(second, 31) == [1]
    assert stranger.get("questions?page=99").status_code == 200
