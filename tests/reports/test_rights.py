"""Who may see the organisers' pages."""

import pytest

PAGES = [
    ("GET", "organise/"),
    ("GET", "organise/letters"),
    ("GET", "organise/letters/{letter}"),
    ("POST", "organise/letters/{letter}/sending"),
    ("POST", "organise/letters/{letter}/return"),
    ("POST", "organise/letters/sending"),
]


def visit(browser, method: str, path: str, letter_id: int) -> int:
    act = browser.get if method == "GET" else browser.post
    return act(path.format(letter=letter_id)).status_code


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_organisers_and_administrators_may(cast, day, administrator, method, path) -> None:
    expected = 200 if method == "GET" else 303

    assert visit(cast.organiser(), method, path, day.letter("came back")) == expected
    assert visit(administrator, method, path, day.letter("came back")) == expected


@pytest.mark.parametrize("who", ["moderator", "desk", "screen", "head", "delegate"])
@pytest.mark.parametrize(("method", "path"), PAGES)
def test_nobody_else_may(cast, things, day, who, method, path) -> None:
    browsers = {
        "moderator": cast.moderator,
        "desk": cast.desk,
        "screen": cast.screen,
        "head": lambda: cast.head("shtt"),
        "delegate": lambda: cast.delegate(things.registration()),
    }
    letter_id = day.letter("failed")

    assert visit(browsers[who](), method, path, letter_id) == 403
    assert day.kept(letter_id).attempts == 1


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_strangers_are_asked_to_sign_in(stranger, day, method, path) -> None:
    letter_id = day.letter("failed")

    assert visit(stranger, method, path, letter_id) == (302 if method == "GET" else 403)
    assert day.kept(letter_id).attempts == 1


@pytest.mark.parametrize(("method", "path"), PAGES[2:5])
def test_a_letter_that_does_not_exist_is_no_page(cast, method, path) -> None:
    assert visit(cast.organiser(), method, path, 9999) == 404
