"""Cards on paper with a department's open questions, for a head who does without a computer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask import current_app, render_template
from flask_babel import gettext as _

from confapp import papers
from confapp.events.models import Department
from confapp.i18n import moment_words
from confapp.qr import qr_on_paper
from confapp.questions.askers import from_where
from confapp.questions.citing import provision_given
from confapp.questions.models import Question

STYLESHEET: Final = "papers/cards.css"
MOST: Final = 100
WIDTH: Final = 124.0
SIZES: Final = (22, 20, 18, 16)
LINES: Final = {22: 9, 20: 10, 18: 11, 16: 13}
# What is longer goes on to a second card, smaller only if it would need a third one.
ON_TWO_CARDS: Final = 26
SMALLEST: Final = 14


@dataclass(frozen=True)
class Card:
    """Every word on a card; `asker` is empty unless the name may be shown to everybody."""

    number: str
    domain: str
    province: str
    asker: str
    text: str
    size: int
    due: str
    address: str
    qr: str


@dataclass(frozen=True)
class Pack:
    """The cards of one department, and what stands at the foot of each."""

    department: str
    short_name: str
    event_title: str
    printed: str
    cards: tuple[Card, ...]
    more: int


def card_of(question: Question) -> Card:
    """In Vietnamese, like all papers; who did not show a name is named on no paper."""
    offer = question.offer
    if offer is None:
        raise ValueError("a card is of a question that was sent to a department")
    is_named = question.shows_name and question.asker is not None
    words = _words(question)
    address = f"{_base_url()}/{question.event.slug}/desk/{question.number}"
    return Card(
        number=question.reference,
        domain=question.domain.name.vi,
        province=from_where(question),
        asker=question.asker.salutation_and_name if is_named and question.asker else "",
        text=words,
        size=_size(words),
        due=moment_words(offer.due_at),
        address=address.removeprefix("https://").removeprefix("http://"),
        qr=qr_on_paper(address),
    )


def pack_of(
    department: Department, questions: Sequence[Question], *, more: int, at: datetime
) -> Pack:
    """The department's cards; `more` says how many questions were left out."""
    return Pack(
        department=department.name.vi,
        short_name=department.short_name.vi,
        event_title=department.event.short_title.vi or department.event.title.vi,
        printed=moment_words(at),
        cards=tuple(card_of(question) for question in questions),
        more=more,
    )


def print_cards(pack: Pack) -> bytes:
    """A5 cards as PDF/A, one or two to a question. Raises `papers.PaperError`."""
    title = f"Thẻ câu hỏi – {pack.short_name}"
    html = render_template("questions/cards_paper.html", title=title, pack=pack)
    return papers.render(html, stylesheet=STYLESHEET, title=title)


def _words(question: Question) -> str:
    """What was asked, which provision it is about, and that a file came with it."""
    given = question.reference_given
    about = _("About: %(provision)s", provision=provision_given(given)) if given else ""
    file = _("A file came with the question; it is on the desk.") if question.attachment else ""
    return "\n".join(part for part in (question.text, about, file) if part)


def _size(text: str) -> int:
    """The largest size at which the words leave room for an answer, on one card or on two."""
    for points in SIZES:
        if _lines(text, points) <= LINES[points]:
            return points
    return SIZES[-1] if _lines(text, SIZES[-1]) <= ON_TWO_CARDS else SMALLEST


def _lines(text: str, points: int) -> int:
    lines = text.splitlines()
    return sum(papers.count_lines(line, points=points, width=WIDTH) for line in lines)


def _base_url() -> str:
    base_url: str = current_app.config["SETTINGS"].base_url
    return base_url
