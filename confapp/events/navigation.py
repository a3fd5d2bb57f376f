"""Where one can go from each page, by what one may do."""

from dataclasses import dataclass, replace
from typing import Final

from flask import request, url_for
from flask_babel import gettext as _

from confapp.events import policy
from confapp.events.models import Event
from confapp.people.models import User

MAIN_MOST = 5
# The wording of letters has an address of its own beside them.
BESIDE: Final = {"/organise/letter-texts": "/organise/letters"}


@dataclass(frozen=True)
class Entry:
    """A way to a page, with the icon that stands beside it on phones."""

    label: str
    href: str
    is_current: bool
    icon: str = ""
    # The page lies in this entry's section.
    is_around: bool = False


def main(user: User | None, event: Event | None) -> list[Entry]:
    """At most five entries, the visitor's own work first."""
    if event is None:
        return []
    own = work(user, event)
    return [*own, *(_everybodys() if own else _delegates(user))][:MAIN_MOST]


def phone_bar(user: User | None, event: Event | None) -> list[Entry]:
    """The four entries at the bottom of a phone: a delegate's, or those of whoever works here."""
    if event is None:
        return []
    own = work(user, event)
    if own:
        return [*own[:2], *_everybodys()]
    return [
        _entry(_("Programme"), "agenda.show", "calendar"),
        _entry(_("Ask"), "questions.new", "question"),
        *(_own() if user else _others()),
    ]


def work(user: User | None, event: Event) -> list[Entry]:
    """What the visitor is here to do, the most accountable first; nothing for delegates."""
    if user is None:
        return []
    may = [
        (policy.may_organise, _("Organising"), "reports.overview", "list"),
        (policy.may_moderate, _("Triage"), "questions.triage", "tray"),
        (policy.may_moderate, _("Moderation"), "hall.moderate", "flag"),
        (policy.may_enter_for_others, _("Slips"), "questions.slip_entry", "file"),
        (policy.acts_for_department, _("Desk"), "questions.desk", "tray"),
        (policy.acts_for_department, _("What we present"), "questions.speakers_page", "book"),
        (policy.may_read_for_law, _("Legal reading"), "questions.legal_readings", "shield"),
        (policy.may_send_delegation, _("Delegation"), "registration.delegation", "people"),
        (policy.may_check_in, _("Check-in"), "checkin.desk", "check"),
        (policy.may_run_screen, _("Screen"), "hall.screen", "screen"),
    ]
    return [
        _entry(label, endpoint, icon)
        for allowed, label, endpoint, icon in may
        if allowed(user, event)
    ]


def _own() -> list[Entry]:
    mine = url_for("questions.index", mine=1)
    is_current = request.endpoint == "questions.index" and "mine" in request.args
    return [
        Entry(_("My questions"), mine, is_current, "list"),
        _entry(_("My ticket"), "registration.me", "ticket"),
    ]


def _others() -> list[Entry]:
    return [
        _entry(_("Questions"), "questions.index", "list"),
        _entry(_("Register"), "registration.new", "ticket"),
    ]


def side_menu(user: User | None, event: Event | None) -> list[Entry] | None:
    """The organisers' pages, for those who may see them."""
    if user is None or event is None or not policy.may_organise(user, event):
        return None
    if "/organise/" not in request.path:
        return None
    entries = [
        _entry(_("Overview"), "reports.overview", "list"),
        _entry(_("Delegates"), "registration.delegates", "person"),
        _entry(_("Places"), "registration.places", "people"),
        _entry(_("Focal points"), "registration.focal_points", "flag"),
        _entry(_("Departments"), "events.departments", "tray"),
        _entry(_("Invitations"), "registration.invitations", "send"),
        _entry(_("Programme"), "agenda.edit", "calendar"),
        _entry(_("Run the day"), "agenda.running_day", "play"),
        _entry(_("Documents"), "agenda.documents", "file"),
        _entry(_("Questions"), "questions.rules_page", "question"),
        _entry(_("Legal documents"), "questions.legal_documents", "book"),
        _entry(_("Certificates"), "certificates.register", "certificate"),
        _entry(_("Announcements"), "registration.announcements", "send"),
        _entry(_("Letters"), "reports.letters", "mail"),
    ]
    around = _around(entries)
    return [replace(entry, is_around=entry is around) for entry in entries]


def _around(entries: list[Entry]) -> Entry | None:
    """The one whose address the page's begins with; of several the nearest, never the overview."""
    path = f"{request.script_root}{request.path}/"
    for one, other in BESIDE.items():
        path = path.replace(one, other)
    around = [entry for entry in entries if path.startswith(f"{entry.href.removesuffix('/')}/")]
    nearest = max(around, key=lambda entry: len(entry.href), default=None)
    return None if nearest is None or nearest.href.endswith("/") else nearest


def _everybodys() -> list[Entry]:
    return [
        _entry(_("Programme"), "agenda.show", "calendar"),
        _entry(_("Questions and answers"), "questions.index", "question"),
    ]


def _delegates(user: User | None) -> list[Entry]:
    return [
        *_everybodys(),
        _entry(_("Ask a question"), "questions.new", "send"),
        _entry(_("My registration"), "registration.me", "ticket")
        if user
        else _entry(_("Register"), "registration.new", "ticket"),
    ]


def _entry(label: str, endpoint: str, icon: str = "") -> Entry:
    return Entry(label, url_for(endpoint), request.endpoint == endpoint, icon)
