"""Who may do what with the programme."""

import pytest

PUBLIC = [
    "",
    "agenda",
    "agenda/live",
    "agenda/now",
    "agenda.ics",
    "agenda.json",
    "agenda/versions",
    "agenda/versions/1",
]
OWN = [
    ("GET", "organise/agenda"),
    ("GET", "organise/agenda/{item}"),
    ("POST", "organise/agenda/{item}"),
    ("GET", "organise/agenda/sessions/{session}/items/new"),
    ("POST", "organise/agenda/sessions/{session}/items/new"),
    ("POST", "organise/agenda/{item}/removal"),
    ("POST", "organise/agenda/{item}/place"),
    ("GET", "organise/agenda/list"),
    ("POST", "organise/agenda/steps/{step}/undoing"),
    ("GET", "organise/agenda/publication"),
    ("POST", "organise/agenda/publication"),
    ("GET", "organise/agenda/day"),
    ("GET", "organise/agenda/day/live"),
    ("POST", "organise/agenda/day/items/{item}/start"),
    ("POST", "organise/agenda/day/items/{item}/finish"),
    ("POST", "organise/agenda/day/items/{item}/extend"),
    ("POST", "organise/agenda/day/items/{item}/skip"),
    ("POST", "organise/agenda/day/sessions/{session}/hold_end"),
    ("POST", "organise/agenda/day/sessions/{session}/release_end"),
    ("POST", "organise/agenda/day/undoing"),
]
NAMED = [(method, path) for method, path in OWN if "{item}" in path or "{session}" in path]
# Done, shown, or told in a sentence what is missing; never turned away.
DONE = {200, 303, 404, 409, 422}
NOT_ADMITTED = ["moderator", "desk", "head", "delegate"]


def visit(browser, method: str, path: str, ids: dict[str, int]) -> int:
    act = browser.get if method == "GET" else browser.post
    return act(path.format(**ids)).status_code


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_reads_the_programme(stranger, path) -> None:
    assert stranger.get(path).status_code == 200


@pytest.mark.parametrize("who", NOT_ADMITTED)
@pytest.mark.parametrize(("method", "path"), OWN)
def test_only_the_organisers_edit_it(cast, things, agenda, who, method, path) -> None:
    browsers = {
        "moderator": cast.moderator,
        "desk": cast.desk,
        "head": lambda: cast.head("shtt"),
        "delegate": lambda: cast.delegate(things.registration()),
    }
    ids = {"item": agenda.item("Tổng quan"), "session": agenda.session(), "step": 1}
    before = agenda.drafted(), agenda.newest()

    assert visit(browsers[who](), method, path, ids) == 403
    assert (agenda.drafted(), agenda.newest()) == before


@pytest.mark.parametrize(("method", "path"), OWN)
def test_the_organisers_do(cast, agenda, method, path) -> None:
    ids = {"item": agenda.item("Tổng quan"), "session": agenda.session(), "step": 1}

    assert visit(cast.organiser(), method, path, ids) in DONE


@pytest.mark.parametrize(("method", "path"), OWN)
def test_strangers_are_asked_to_sign_in_and_change_nothing(stranger, agenda, method, path) -> None:
    ids = {"item": agenda.item("Tổng quan"), "session": agenda.session(), "step": 1}
    before = agenda.drafted(), agenda.newest()

    assert visit(stranger, method, path, ids) == (302 if method == "GET" else 403)
    assert (agenda.drafted(), agenda.newest()) == before


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_an_organiser_cannot_reach_into_another_event(
    cast, elsewhere, agenda, method, path
) -> None:
    organiser = cast.organiser()

    assert visit(organiser, method, path, elsewhere) == 404
    assert agenda.kept(elsewhere["item"])["title"].vi == "Khai mạc nơi khác"
    assert "Khai mạc nơi khác" not in organiser.get("agenda").text


@pytest.mark.parametrize(("method", "path"), NAMED)
def test_what_does_not_exist_is_no_page(cast, method, path) -> None:
    assert visit(cast.organiser(), method, path, {"item": 9999, "session": 9999}) == 404
