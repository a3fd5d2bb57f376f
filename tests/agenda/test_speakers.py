"""Everybody sees who presents; organisers keep the names; departments see their own part."""

import re

import pytest
import sqlalchemy as sa

from confapp.agenda.models import Speaker
from confapp.database import db

NAME = "Nguyễn Như Quỳnh"


def number_of(app, words: str) -> int:
    with app.app_context():
        named = sa.or_(Speaker.name == words, Speaker.post_vi == words)
        return db.session.scalars(sa.select(Speaker.id).where(named)).one()


def fields(**told: str) -> dict[str, str]:
    known = {"name": NAME, "post_vi": "Vụ trưởng Vụ Pháp chế", "post_en": "Director General"}
    return known | {"department": "pc"} | told


def test_people_come_first_by_given_name_then_units(cast, agenda, stranger, filled_in) -> None:
    organiser, evening = cast.organiser(), agenda.evening()
    for number, name in enumerate(["Trần Thị Ánh", "Lê Văn Bình"]):
        organiser.post(
            f"organise/agenda/sessions/{evening}/items/new",
            filled_in(starts=f"18:{number}0", ends=f"18:{number}5", **{"speakers-0-name": name}),
        )
    agenda.publish()

    listed = re.findall(r"<p><a [^>]*><b>(.*?)</b></a></p>", stranger.get("agenda/speakers").text)

    assert listed[:3] == ["Trần Thị Ánh", "Lê Văn Bình", NAME]
    assert listed[3].startswith("Báo cáo viên Cục An toàn bức xạ")


def test_a_speaker_is_found_without_marks(stranger) -> None:
    page = stranger.get("agenda/speakers?q=nhu quynh").text

    assert re.findall(r"<p><a [^>]*><b>(.*?)</b></a></p>", page) == [NAME]
    assert "Không có người trình bày phù hợp" in stranger.get("agenda/speakers?q=xyz").text


def test_a_speakers_page_says_post_and_what_they_present(app, agenda, stranger) -> None:
    page = stranger.get(f"agenda/speakers/{number_of(app, NAME)}").text

    assert "Vụ trưởng Vụ Pháp chế" in page
    assert f'href="/tap-huan-13-11-2025/agenda#item-{agenda.item("Tổng quan")}"' in page
    assert "08:35" in page
    assert 'href="/tap-huan-13-11-2025/questions?domain=chung"' in page


def test_who_presents_nothing_that_is_published_has_no_page(app, stranger) -> None:
    with app.app_context():
        known = db.session.get_one(Speaker, number_of(app, NAME))
        other = Speaker(event_id=known.event_id, name="Ai Đó", post=known.post)
        db.session.add(other)
        db.session.commit()
        number = other.id

    assert stranger.get(f"agenda/speakers/{number}").status_code == 404
    assert "Ai Đó" not in stranger.get("agenda/speakers").text


def test_a_changed_name_is_seen_once_the_draft_is_published(cast, agenda, app, stranger) -> None:
    number = number_of(app, NAME)

    saved = cast.organiser().post(
        f"organise/agenda/speakers/{number}", fields(post_vi="Quyền Vụ trưởng Vụ Pháp chế")
    )
    assert saved.status_code == 303
    assert "Quyền Vụ trưởng" not in stranger.get("agenda").text
    agenda.publish()

    assert "Quyền Vụ trưởng" in stranger.get("agenda").text
    assert "Người trình bày" in stranger.get("agenda/versions/2").text


@pytest.mark.parametrize(
    "told",
    [
        {"post_vi": ""},
        {
            "name": "",
            "post_vi": "Báo cáo viên Vụ Bưu chính",
            "post_en": "Speaker from the Department of Posts",
        },
    ],
)
def test_a_speaker_without_a_post_or_like_another_is_refused_at_the_field(cast, app, told) -> None:
    refused = cast.organiser().post(
        f"organise/agenda/speakers/{number_of(app, NAME)}", fields(**told)
    )

    assert refused.status_code == 422
    assert 'id="post_vi-error"' in refused.text


def test_only_a_speaker_whom_no_item_names_can_be_removed(cast, app) -> None:
    number = number_of(app, NAME)

    refused = cast.organiser().post(f"organise/agenda/speakers/{number}/removal")

    assert refused.status_code == 409
    assert number_of(app, NAME) == number


def test_only_organisers_keep_speakers(cast, things, app, stranger) -> None:
    own = f"organise/agenda/speakers/{number_of(app, NAME)}"

    for path in ["organise/agenda/speakers", own]:
        assert cast.organiser().get(path).status_code == 200
        assert stranger.get(path).status_code == 302
        assert cast.head("pc").get(path).status_code == 403
        assert cast.delegate(things.registration()).get(path).status_code == 403
    assert cast.organiser().get("organise/agenda/speakers/9999").status_code == 404


def test_a_department_sees_what_it_presents_also_by_a_second_speaker(cast, agenda) -> None:
    page = cast.assistant("vt").get("speaking").text

    assert "Bưu chính, viễn thông" in page
    assert f"agenda/items/{agenda.item('Bưu chính, viễn thông')}/documents" in page
    assert "trong lĩnh vực Sở hữu trí tuệ" not in page


def test_who_presents_sees_the_questions_that_wait_for_the_department(cast) -> None:
    page = cast.head("shtt").get("speaking").text

    assert "Hiện không có câu hỏi nào chờ đơn vị xử lý" in page


def test_the_page_of_those_who_present_is_for_departments(cast, things, stranger) -> None:
    assert stranger.get("speaking").status_code == 302
    assert cast.delegate(things.registration()).get("speaking").status_code == 403
    assert cast.head("shtt").get("speaking?department=vt").status_code == 404


def test_lists_of_speakers_take_the_same_statements_for_few_and_for_many(
    cast, agenda, statements
) -> None:
    organiser = cast.organiser()
    counts = []
    for items in (0, 30):
        if items:
            agenda.evening(items=items)
            agenda.publish()
        for path in ["agenda/speakers", "organise/agenda/speakers", "speaking"]:
            organiser.get(path)
            statements.clear()
            organiser.get(path)
            counts.append(len(statements))

    assert counts[:3] == counts[3:]
