"""The programme is taken away as an official paper."""

import pypdfium2


def words_of(response) -> str:
    with pypdfium2.PdfDocument(response.data) as document:
        return " ".join(
            " ".join(page.get_textpage().get_text_bounded().split()) for page in document
        )


def test_everybody_takes_the_published_plan_under_its_vietnamese_name(stranger) -> None:
    response = stranger.get("agenda.pdf")
    words = words_of(response)

    assert response.mimetype == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment; ")
    name = "Ch%C6%B0%C6%A1ng%20tr%C3%ACnh%20T%E1%BA%ADp%20hu%E1%BA%A5n"
    assert f"filename*=UTF-8''{name}" in response.headers["Content-Disposition"]
    assert "08:35 - 09:10" in words
    assert "Nguyễn Như Quỳnh, Vụ trưởng Vụ Pháp chế" in words
    assert "Hà Nội, ngày 06 tháng 11 năm 2025" in words
    with pypdfium2.PdfDocument(response.data) as document:
        assert len(document) <= 2


def test_what_slips_on_the_day_is_not_printed_and_what_is_published_is(
    cast, agenda, stranger, clock
) -> None:
    clock(9, 40)
    organiser, item = cast.organiser(), agenda.item("trong lĩnh vực Sở hữu trí tuệ")
    organiser.post(
        f"organise/agenda/day/items/{item}/extend",
        {"submission_id": "ten-minutes-more-please", "seen": 1, "minutes": 10},
    )
    assert "09:35 - 10:00" in words_of(stranger.get("agenda.pdf"))

    organiser.post(f"organise/agenda/{item}/place", {"minutes": -5, "following": "stay"})
    organiser.post("organise/agenda/publication", {"note": ""})

    words = words_of(stranger.get("agenda.pdf"))
    assert "09:30 - 09:55" in words
    assert "Hà Nội, ngày 13 tháng 11 năm 2025" in words


def test_an_event_that_does_not_exist_has_no_paper(stranger) -> None:
    assert stranger.get("/tap-huan-2024/agenda.pdf").status_code == 404
