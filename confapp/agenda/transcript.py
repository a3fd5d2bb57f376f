"""The programme as JSON and back: what a version keeps, and what an undone change goes back to."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from confapp.agenda.programme import NOWHERE, Body, Item, Presenter, Session, Span
from confapp.database import Words

Json = dict[str, Any]


def written(sessions: Iterable[Session]) -> Json:
    return {"sessions": [_session(session) for session in sessions]}


def read(told: Json) -> tuple[Session, ...]:
    return tuple(_read_session(session) for session in told["sessions"])


def _session(session: Session) -> Json:
    return {
        "id": session.id,
        "title": _words(session.title),
        "planned": _span(session.planned),
        "times": _span(Span(session.starts_at, session.ends_at)),
        "end_is_held": session.end_is_held,
        "items": [_item(item) for item in session.items],
    }


def _item(item: Item) -> Json:
    return {
        "id": item.id,
        "kind": item.kind,
        "title": _words(item.title),
        "planned": _span(item.planned),
        "times": _span(item.times),
        "room": _words(item.room),
        "room_id": item.room_id,
        "domain": _body(item.domain),
        "department": _body(item.department),
        "speakers": [{"id": s.id, "name": s.name, "post": _words(s.post)} for s in item.speakers],
        "started_at": _moment(item.started_at),
        "finished_at": _moment(item.finished_at),
        "is_skipped": item.is_skipped,
    }


def _read_session(told: Json) -> Session:
    times = _read_span(told["times"])
    return Session(
        id=told["id"],
        title=Words(**told["title"]),
        planned=_read_span(told["planned"]),
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        items=tuple(_read_item(item) for item in told["items"]),
        end_is_held=told["end_is_held"],
    )


def _read_item(told: Json) -> Item:
    times = _read_span(told["times"])
    return Item(
        id=told["id"],
        kind=told["kind"],
        title=Words(**told["title"]),
        planned=_read_span(told["planned"]),
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        room=Words(**told["room"]) if told["room"] else NOWHERE,
        room_id=told["room_id"],
        domain=_read_body(told["domain"]),
        department=_read_body(told["department"]),
        speakers=tuple(_read_presenter(speaker) for speaker in told["speakers"]),
        started_at=_read_moment(told["started_at"]),
        finished_at=_read_moment(told["finished_at"]),
        is_skipped=told["is_skipped"],
    )


def _words(words: Words) -> Json:
    return {"vi": words.vi, "en": words.en}


def _span(span: Span) -> list[str]:
    return [span.starts_at.isoformat(), span.ends_at.isoformat()]


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _body(body: Body | None) -> Json | None:
    return {"code": body.code, "name": _words(body.name), "hue": body.hue} if body else None


def _read_span(told: list[str]) -> Span:
    starts, ends = told
    return Span(datetime.fromisoformat(starts), datetime.fromisoformat(ends))


def _read_moment(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def _read_body(told: Json | None) -> Body | None:
    return Body(told["code"], Words(**told["name"]), told["hue"]) if told else None


def _read_presenter(told: Json) -> Presenter:
    return Presenter(told["id"], told["name"], Words(**told["post"]))
