"""A change of the programme in words."""

from collections.abc import Callable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.agenda import kinds
from confapp.agenda.programme import Item, Span
from confapp.database import Words
from confapp.i18n import clock_time, local

NEW, CANCELLED, MOVED = "new", "cancelled", "moved"
SPEAKER, ROOM, WORDS = "speaker", "room", "words"
LABELS = {
    NEW: _l("New"),
    CANCELLED: _l("Cancelled"),
    MOVED: _l("Moved"),
    SPEAKER: _l("Speaker"),
    ROOM: _l("Room"),
    WORDS: _l("Content"),
}


def sentence(kind: str, title: str, was: str, is_now: str) -> str:
    """The whole change; `was` and `is_now` are what differs."""
    nothing = _("none")
    told = {"title": title, "was": was or nothing, "now": is_now or nothing}
    sentences = {
        NEW: _("New: “%(title)s”, %(now)s.", **told),
        CANCELLED: _("Cancelled: “%(title)s”, %(was)s.", **told),
        MOVED: _("Moved: “%(title)s” from %(was)s to %(now)s.", **told),
        SPEAKER: _("Speaker of “%(title)s”: %(now)s (before: %(was)s).", **told),
        ROOM: _("Room of “%(title)s”: %(now)s (before: %(was)s).", **told),
        WORDS: _("Content: %(now)s (before: %(was)s).", **told),
    }
    return sentences[kind]


def described(kind: str, item: Item | None, *, is_plan: bool) -> str:
    """What differs about the item: its times, unless the kind of change is about something else."""
    if item is None:
        return ""
    words: dict[str, Callable[[], str]] = {
        SPEAKER: lambda: "; ".join(who(speaker.name, speaker.post) for speaker in item.speakers),
        ROOM: lambda: local(item.room),
        WORDS: lambda: _content(item),
    }
    span = item.planned if is_plan else item.told_times
    return words.get(kind, lambda: span_words(span))()


def who(name: str, post: Words) -> str:
    return ", ".join(filter(None, [name, local(post)]))


def span_words(span: Span) -> str:
    """08:35–09:10."""
    return f"{clock_time(span.starts_at)}–{clock_time(span.ends_at)}"


def _content(item: Item) -> str:
    kind = kinds.NAMES.get(item.kind)
    bodies = [local(body.name) for body in (item.domain, item.department) if body]
    return ", ".join([f"“{local(item.title)}”", *([str(kind)] if kind else []), *bodies])
