"""All that is held about a delegate, as one structure for a page, a file to read or a program."""

from datetime import date, datetime
from typing import Any

from confapp.clock import in_vietnam
from confapp.i18n import local
from confapp.registration.models import Registration
from confapp.registration.personal.holding import Chapter, Value, chapters_of
from confapp.registration.personal.recipients import WHO_SEES_WHAT


def as_json(registration: Registration, *, at: datetime) -> dict[str, Any]:
    """The delegate's data under lasting names, with the time of Viet Nam."""
    event = registration.event
    chapters = chapters_of(registration)
    return {
        "event": {"slug": event.slug, "title": local(event.title)},
        "exported_at": _plain(at),
        "kept_until": event.personal_data_until.isoformat(),
        "certificates_kept_until": event.certificates_until.isoformat(),
        "seen_by": [{"who": str(who), "what": str(what)} for who, what in WHO_SEES_WHAT],
        **{chapter.code: _rows(chapter) for chapter in chapters},
    }


def _rows(chapter: Chapter) -> list[dict[str, Any]]:
    return [dict(zip(chapter.fields, map(_plain, row), strict=True)) for row in chapter.rows]


def _plain(value: Value | date) -> str | int | bool | None:
    if isinstance(value, datetime):
        return in_vietnam(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
