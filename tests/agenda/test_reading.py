"""Everybody reads the programme."""

import re

import pytest

from tests.cast import SLUG

FIVE_DOMAINS = [
    "Tiêu chuẩn - Đo lường - Chất lượng",
    "Sở hữu trí tuệ",
    "An toàn bức xạ và hạt nhân",
    "Tần số vô tuyến điện",
    "Bưu chính, viễn thông",
]
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)


def rows(page: str) -> list[str]:
    """The items of the timeline, each as one line of text."""
    items = re.findall(r"<li [^>]*data-when=.*?</li>", page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", item).split()) for item in items]


def standing(page: str) -> list[str]:
    return re.findall(r'<li [^>]*data-when="(\w+)"', page)


def test_the_programme_holds_the_five_domains_who_presents_and_the_answers_of_the_afternoon(
    stranger,
) -> None:
    response = stranger.get("agenda")
    listed = rows(response.text)

    assert response.status_code == 200
    assert '<html lang="vi">' in response.text
    assert [name for name in FIVE_DOMAINS if not any(name in row for row in listed)] == []
    assert any("Nguyễn Như Quỳnh , Vụ trưởng Vụ Pháp chế" in row for row in listed)
    assert [row for row in listed if "Trao đổi, thảo luận và giải đáp" in row] == listed[9:12:2]
    assert len(listed) == 13


def test_a_unit_that_names_nobody_is_shown_as_the_speaker(stranger) -> None:
    briefing = next(row for row in rows(stranger.get("agenda").text) if "Bưu chính, viễn" in row)

    assert "Báo cáo viên Vụ Bưu chính" in briefing
    assert "Báo cáo viên Cục Viễn thông" in briefing


def test_in_english_the_programme_has_no_vietnamese_but_names(stranger) -> None:
    text = re.sub(
        r"<script.*?</script>|<a [^>]*lang=\"vi\".*?</a>",
        "",
        stranger.get("agenda?lang=en").text,
        flags=re.DOTALL,
    )
    main = text[text.index("<main") : text.index("</main>")]
    words = re.sub(r"<[^>]+>", " ", main)
    for name in ["Nguyễn Như Quỳnh", "Hà Nội"]:
        words = words.replace(name, "")

    assert '<html lang="en">' in text
    assert "Intellectual property" in words
    assert "Director General, Department of Legal Affairs" in words
    assert VIETNAMESE.findall(words) == []


def test_it_shows_what_is_on_what_is_next_and_what_is_over(stranger, clock) -> None:
    clock(9, 45)

    page = stranger.get("agenda").text

    assert standing(page) == ["past"] * 4 + ["now", "next"] + ["ahead"] * 7
    assert 'value="40"' in page


def test_before_the_day_nothing_is_on_and_the_welcome_is_next(stranger, clock) -> None:
    clock(7, 0)

    page = stranger.get("agenda").text

    assert standing(page) == ["next"] + ["ahead"] * 12
    assert "<progress" not in page


def test_after_the_day_all_is_over(stranger, clock) -> None:
    clock(18, 0)

    assert standing(stranger.get("agenda").text) == ["past"] * 13


def test_the_programme_of_one_domain_holds_that_domain_alone(stranger) -> None:
    page = stranger.get("agenda?domain=atbxhn").text

    assert [row for row in rows(page) if "An toàn bức xạ và hạt nhân" in row] == rows(page)
    assert len(rows(page)) == 1
    assert "Phiên buổi chiều" not in page[page.index("<live-region") :]


@pytest.mark.parametrize("code", ["nothing", "SHTT", "shtt%0d%0aX: y", "%00"])
def test_a_domain_that_does_not_exist_is_no_page(stranger, code) -> None:
    assert stranger.get(f"agenda?domain={code}").status_code == 404


def test_an_event_that_does_not_exist_has_no_programme(stranger) -> None:
    assert stranger.get("/tap-huan-2024/agenda").status_code == 404


def test_before_the_first_publication_there_is_nothing_to_read_but_a_sentence(
    stranger, agenda
) -> None:
    agenda.unpublish()

    for path in ["agenda?lang=en", "agenda/live?lang=en", "agenda/versions?lang=en"]:
        page = stranger.get(path)
        assert (page.status_code, rows(page.text)) == (200, [])
        assert "The programme has not been published yet." in page.text
    for path in ["", "agenda/now", "agenda.ics", "agenda.json"]:
        assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("path", ["agenda", "agenda/live", "agenda/versions", "agenda.ics"])
def test_it_takes_the_same_number_of_statements_for_eight_items_and_for_eighty(
    stranger, agenda, statements, path
) -> None:
    def needed() -> int:
        statements.clear()
        stranger.get(path)
        return len(statements)

    agenda.evening(items=8)
    agenda.publish()
    needed()
    few = needed()
    agenda.evening(items=80)
    agenda.publish()

    assert needed() == few


def test_all_of_many_items_are_there(stranger, agenda) -> None:
    agenda.evening(items=30)
    agenda.publish()

    assert len(rows(stranger.get("agenda").text)) == 43


def test_the_home_says_what_where_when_and_who_answers(stranger) -> None:
    page = stranger.get("").text

    assert "Hội nghị tập huấn về phân cấp, phân quyền" in page
    assert '<time datetime="2025-11-13"><b>13</b><span>tháng 11 năm 2025</span>' in page
    assert "Trụ sở Bộ Khoa học và Công nghệ, Hà Nội" in page
    assert "Vụ Bưu chính; Cục Viễn thông" in page
    assert page.count('class="domain"') == 6
    for address in ["register", "questions/new", "agenda"]:
        assert f'href="/{SLUG}/{address}"' in page


def test_the_home_in_english_shows_the_date_in_english(stranger) -> None:
    page = stranger.get("?lang=en").text

    assert "<span>November 2025</span><span>Thursday</span>" in page
    assert "Of the 223 tasks held by central authorities, 117 (52.5%)" in page


def test_the_home_offers_a_delegate_their_registration(cast, things) -> None:
    page = cast.delegate(things.registration()).get("").text
    hero = page[page.index('class="hero"') : page.index("</section>")]

    assert f'href="/{SLUG}/me"' in hero
    assert f'href="/{SLUG}/register"' not in hero


def test_the_home_shows_what_is_on_and_what_is_next(stranger, clock) -> None:
    clock(9, 45)
    strip = stranger.get("agenda/now").text

    assert strip.index("trong lĩnh vực Sở hữu trí tuệ") < strip.index("Giải lao")
    assert strip.strip() in stranger.get("?lang=vi").text.replace("  ", "  ")


def test_at_noon_the_home_shows_the_afternoon_as_next(stranger, clock) -> None:
    clock(12, 0)
    strip = stranger.get("agenda/now").text

    assert "13:30" in strip
    assert "<progress" not in strip


def test_after_the_day_the_home_leads_to_the_answers(stranger, clock) -> None:
    clock(17, 1)

    assert f'href="/{SLUG}/questions"' in stranger.get("agenda/now").text


def test_the_page_of_the_whole_day_is_light(stranger) -> None:
    assert len(stranger.get("agenda").data) < 30_000
