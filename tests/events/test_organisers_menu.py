"""The organisers' menu says where one is, on sub-pages too."""

import re

import pytest

MARKED = re.compile(r'<li><a href="([^"]*)" aria-current="(page|true)">')
MENU = re.compile(r'<nav class="side-menu".*?</nav>', re.DOTALL)


@pytest.mark.parametrize(
    ("path", "entry", "current"),
    [
        ("organise/", "organise/", "page"),
        ("organise/certificates", "organise/certificates", "page"),
        ("organise/certificates/batches", "organise/certificates", "true"),
        ("organise/certificates/signing", "organise/certificates", "true"),
        ("organise/agenda", "organise/agenda", "page"),
        ("organise/agenda/day", "organise/agenda/day", "page"),
        ("organise/agenda/rooms", "organise/agenda", "true"),
        ("organise/delegates/lists", "organise/delegates", "true"),
        ("organise/letter-texts", "organise/letters", "true"),
    ],
)
def test_one_entry_is_marked_as_the_page_or_as_the_section_it_is_in(cast, path, entry, current):
    page = cast.organiser().get(path).text

    [menu] = MENU.findall(page)
    assert MARKED.findall(menu) == [(f"/tap-huan-13-11-2025/{entry}", current)]


def test_the_menu_of_a_telephone_is_named_after_the_section(cast):
    page = cast.organiser().get("organise/certificates/batches?lang=en").text

    summary = page.split('<details class="side-menu">')[1].split("</summary>")[0]
    assert "Certificates" in summary
