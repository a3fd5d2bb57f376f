"""Who may do what with the programme."""

import pytest
import sqlalchemy as sa

from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.database import Words, db
from confapp.events.models import Event
from tests.agenda.conftest import at
from tests.cast import the_event

PUBLIC = ["", "agenda", "agenda/live", "agenda/now", "agenda.ics", "agenda.json"]
OWN = [
    ("GET", "organise/agenda"),
    ("GET", "organise/agenda/{item}"),
    ("POST", "organise/agenda/{item}"),
    ("GET", "organise/agenda/sessions/{session}/items/new"),
    ("POST", "organise/agenda/sessions/{session}/items/new"),
    ("POST", "organise/agenda/{item}/removal"),
]
NAMED = [(method, path) for method, path in OWN if "{" in path]
NOT_ADMITTED = ["moderator", "desk", "head", "delegate"]


@pytest.fixture
def elsewhere(app) -> dict[str, int]:
    """An item of another event."""
    with app.app_context():
        ours = the_event()
        columns = {c.key: getattr(ours, c.key) for c in sa.inspect(Event).column_attrs}
        event = Event(**{k: v for k, v in columns.items() if k not in ("id", "slug")}, slug="other")
        session = AgendaSession(
            event=event, title=Words("Phiên", "Session"), starts_at=at(8, 0), ends_at=at(11, 0)
        )
        item = AgendaItem(
            session=session,
            kind="opening",
            title=Words("Khai mạc nơi khác", "Opening elsewhere"),
            starts_at=at(8, 0),
            ends_at=at(9, 0),
            room=Words("", ""),
        )
        db.session.add(item)
        db.session.commit()
        return {"item": item.id, "session": session.id}


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
    ids = {"item": agenda.item("Tổng quan"), "session": agenda.session()}

    assert visit(browsers[who](), method, path, ids) == 403
    assert agenda.item("Tổng quan") == ids["item"]


@pytest.mark.parametrize(("method", "path"), OWN)
def test_the_organisers_do(cast, agenda, method, path) -> None:
    ids = {"item": agenda.item("Tổng quan"), "session": agenda.session()}

    assert visit(cast.organiser(), method, path, ids) in (200, 303, 422)


@pytest.mark.parametrize(("method", "path"), OWN)
def test_strangers_are_asked_to_sign_in_and_change_nothing(stranger, agenda, method, path) -> None:
    ids = {"item": agenda.item("Tổng quan"), "session": agenda.session()}

    assert visit(stranger, method, path, ids) == (302 if method == "GET" else 403)
    assert agenda.item("Tổng quan") == ids["item"]


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
