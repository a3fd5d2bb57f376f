"""Things of the draft by their numbers, within the event of the address."""

from flask import abort

from confapp.agenda import versions
from confapp.agenda.models import AgendaItem, AgendaSession
from confapp.agenda.programme import Item, Session
from confapp.database import find
from confapp.events.current import current_event


def draft_session(session_id: int) -> AgendaSession:
    of_event = AgendaSession.event_id == current_event().id
    return find(AgendaSession, AgendaSession.id == session_id, of_event)


def draft_item(item_id: int) -> AgendaItem:
    of_event = AgendaItem.session.has(AgendaSession.event_id == current_event().id)
    return find(AgendaItem, AgendaItem.id == item_id, of_event, AgendaItem.removed_at.is_(None))


def published_item(item_id: int) -> tuple[Session, Item]:
    """An item of the published programme, with its session, or no page (404)."""
    sessions = versions.published(current_event().id)
    found = ((one, item) for one in sessions for item in one.items if item.id == item_id)
    return next(found, None) or abort(404)
