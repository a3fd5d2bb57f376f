"""Who may keep documents, of which items, and of which event."""

import pytest
import sqlalchemy as sa

from confapp.agenda.documents.models import Document
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.clock import now
from confapp.database import Words, db
from confapp.events import roles
from confapp.events.models import Event
from confapp.people import inviting
from confapp.people.models import User
from confapp.registration.models import Cancellation
from tests.agenda.conftest import at
from tests.cast import the_event

TALK = "trong lĩnh vực Sở hữu trí tuệ"
OF_ALL = [("GET", "organise/documents"), ("POST", "organise/documents")]
OF_ITEM = [
    ("GET", "agenda/items/{item}/documents"),
    ("POST", "agenda/items/{item}/documents"),
    ("GET", "agenda/documents/{document}/details"),
    ("POST", "agenda/documents/{document}/details"),
    ("POST", "agenda/documents/{document}/file"),
    ("POST", "agenda/documents/{document}/removal"),
]
RESTORATION = ("POST", "agenda/documents/{document}/restoration")


def document_of(event: Event, item_id: int | None, number: int, **told) -> Document:
    author = inviting.account("sender@example.org", "Trần Văn Gửi", at=now())
    db.session.flush()
    document = Document(
        **{
            "event_id": event.id,
            "item_id": item_id,
            "submission_id": "made-by-a-test",
            "position": number,
            "title": Words("Bài trình bày", ""),
            "name": "bài.pdf",
            "kind": "pdf",
            "size": 1,
            "sha256": "0" * 64,
            "storage_key": f"key-{number}",
            "audience": "public",
            "uploaded_at": now(),
            "uploaded_by_id": author.id,
        }
        | told
    )
    document.index()
    db.session.add(document)
    db.session.commit()
    return document


@pytest.fixture
def ids(app, agenda) -> dict[str, int]:
    """An item of the department `shtt`, and a document of it."""
    item_id = agenda.item(TALK)
    with app.app_context():
        return {"item": item_id, "document": document_of(the_event(), item_id, 1).id}


@pytest.fixture
def elsewhere(app) -> dict[str, int]:
    """The same of another event."""
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
        )
        db.session.add(item)
        db.session.flush()
        return {"item": item.id, "document": document_of(event, item.id, 2).id}


def visit(browser, method: str, path: str, ids: dict[str, int]) -> int:
    act = browser.get if method == "GET" else browser.post
    return act(path.format(**ids)).status_code


@pytest.mark.parametrize("who", ["moderator", "desk", "head", "assistant", "delegate"])
@pytest.mark.parametrize(("method", "path"), [*OF_ALL, *OF_ITEM])
def test_nobody_else_keeps_documents(cast, things, ids, who, method, path) -> None:
    browsers = {
        "moderator": cast.moderator,
        "desk": cast.desk,
        "head": lambda: cast.head("bc"),
        "assistant": lambda: cast.assistant("bc"),
        "delegate": lambda: cast.delegate(things.registration()),
    }

    assert visit(browsers[who](), method, path, ids) == 403


@pytest.mark.parametrize("who", ["head", "assistant"])
@pytest.mark.parametrize(("method", "path"), OF_ITEM)
def test_a_department_keeps_those_of_its_items(cast, ids, who, method, path) -> None:
    browser = getattr(cast, who)("shtt")

    assert visit(browser, method, path, ids) in (200, 303, 422)
    assert visit(browser, *OF_ALL[0], ids) == 403


@pytest.mark.parametrize(("method", "path"), [*OF_ALL, *OF_ITEM, RESTORATION])
def test_organisers_keep_all(cast, ids, method, path) -> None:
    assert visit(cast.organiser(), method, path, ids) in (200, 303, 422)


@pytest.mark.parametrize(("method", "path"), [*OF_ALL, *OF_ITEM, RESTORATION])
def test_strangers_are_asked_to_sign_in(stranger, ids, method, path) -> None:
    assert visit(stranger, method, path, ids) == (302 if method == "GET" else 403)


@pytest.mark.parametrize(("method", "path"), [*OF_ITEM, RESTORATION])
def test_nobody_reaches_into_another_event_or_what_does_not_exist(
    cast, elsewhere, method, path
) -> None:
    organiser = cast.organiser()

    assert visit(organiser, method, path, elsewhere) == 404
    assert visit(organiser, method, path, {"item": 9999, "document": 9999}) == 404


def test_a_document_of_another_event_is_not_read_here(stranger, elsewhere) -> None:
    assert visit(stranger, "GET", "agenda/documents/{document}", elsewhere) == 404
    assert stranger.get("agenda/documents.zip").status_code == 404


def test_what_may_not_be_read_cannot_be_changed_and_is_no_page(cast, things, app) -> None:
    with app.app_context():
        hidden = document_of(the_event(), None, 3, opens_at=at(18, 0)).id
    delegate = cast.delegate(things.registration())

    for method, path in [*OF_ITEM[2:], RESTORATION]:
        assert visit(delegate, method, path, {"document": hidden}) == 404


def test_who_takes_part(app, cast, things) -> None:
    """Whoever works for the event or a department of it, or has registered and not cancelled."""
    coming, cancelled = things.registration(), things.registration()
    ids = {
        "desk": cast.desk().user_id,
        "head": cast.head("bc").user_id,
        "coming": cast.delegate(coming).user_id,
        "cancelled": cast.delegate(cancelled).user_id,
    }
    with app.app_context():
        db.session.add(Cancellation(registration_id=cancelled, at=now()))
        nobody = inviting.account("nobody@example.org", "Không Ai", at=now())
        db.session.commit()
        ids["nobody"] = nobody.id
        taking_part = {
            who: roles.takes_part(db.session.get_one(User, user_id), the_event())
            for who, user_id in ids.items()
        }

    assert taking_part == {
        "desk": True,
        "head": True,
        "coming": True,
        "cancelled": False,
        "nobody": False,
    }
