"""Files that want to bring the program down are refused, quickly and in a sentence."""

from concurrent.futures import ThreadPoolExecutor, wait
from io import BytesIO

import pytest

from confapp.registration.lists import apart
from confapp.registration.lists.cells import Unreadable
from tests.cast import Browser
from tests.registration.lists import hostile

REASONS = {
    "forty_megabytes": "large",
    "just_below_the_limit": "large",
    "entity_bomb": "damaged",
    "entity_bomb_in_the_workbook": "damaged",
    "entity_bomb_in_ods": "damaged",
    "million_empty_rows": "cells",
    "million_short_rows": "rows",
    "million_rows_of_text": "rows",
    "repeated_rows_in_ods": "rows",
    "merged_over_everything": "cells",
    "too_many_parts": "large",
    "lying_sizes": "damaged",
    "cut_off": "damaged",
    "damaged_xls": "damaged",
    "picture": "unknown_kind",
}


@pytest.mark.parametrize("name", REASONS)
def test_a_hostile_file_is_not_read(name) -> None:
    content = getattr(hostile, name)()

    with pytest.raises(Unreadable) as refused:
        apart.read(content)

    assert refused.value.reason == REASONS[name]


@pytest.mark.parametrize(
    "name", ["forty_megabytes", "just_below_the_limit", "entity_bomb", "million_empty_rows"]
)
def test_it_is_refused_while_the_site_answers(app, cast, stranger, name) -> None:
    organiser, content = cast.organiser(), getattr(hostile, name)()
    with ThreadPoolExecutor(1) as pool:
        refusal = pool.submit(send, organiser, content, "danh-sach.xlsx")
        asked = 0
        while not refusal.done():
            assert stranger.get("/healthz").status_code == 200
            asked += 1
            wait([refusal], timeout=0.1)

    assert asked > 0
    assert refusal.result().status_code == 422
    assert 'id="file-error"' in refusal.result().text


def test_the_sentence_is_vietnamese(cast) -> None:
    page = send(cast.organiser(), hostile.entity_bomb(), "danh-sach.xlsx").text

    assert "Tệp bị hỏng" in page


def send(browser: Browser, content: bytes, name: str):
    return browser.post("organise/delegates/lists", {"file": (BytesIO(content), name)})
