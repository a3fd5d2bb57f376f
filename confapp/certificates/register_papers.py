"""The register on official paper, which takes a thousand lines a quarter of a minute: a job."""

from dataclasses import asdict
from datetime import datetime, timedelta

import sqlalchemy as sa

from confapp import jobs, live
from confapp.certificates import exporting, register_printing
from confapp.certificates.failing import Watching
from confapp.certificates.models import RegisterPaper
from confapp.certificates.register import Choice
from confapp.clock import in_vietnam, now
from confapp.database import db
from confapp.events.models import Event
from confapp.people.models import User

KEPT = timedelta(days=1)


def ask(event: Event, choice: Choice, *, by: User, at: datetime) -> RegisterPaper:
    """Let the worker print these lines, as they are when it comes to them."""
    paper = RegisterPaper(event=event, choice=asdict(choice), asked_by_id=by.id, asked_at=at)
    db.session.add(paper)
    return paper


@jobs.every_minute
def print_registers() -> None:
    """Have each that is waiting printed by itself, so that none keeps the others from it."""
    for paper_id in db.session.scalars(_waiting()).all():
        jobs.enqueue(print_register, paper_id)
    db.session.commit()


@jobs.job
def print_register(paper_id: int) -> None:
    """Print the paper if it is still waiting; twice at once gives one."""
    paper = db.session.get(RegisterPaper, paper_id)
    if paper is None or paper.made_at is not None:
        return
    with _NotingFailure(paper_id):
        sheet = _sheet_of(paper)
        # No transaction is open while it is printed; whoever was forgotten meanwhile took it along.
        db.session.commit()
        content = register_printing.print_sheet(sheet)
        db.session.commit()
    _finish(paper_id, content=content, lines=len(sheet.lines))
    db.session.commit()


@jobs.every_minute
def throw_away_old_ones() -> None:
    """They hold names, and can be made anew at any time."""
    is_old = RegisterPaper.asked_at < now() - KEPT
    db.session.execute(sa.delete(RegisterPaper).where(is_old))
    db.session.commit()


def forget_all(event_id: int) -> None:
    """Throw away every paper of an event, since somebody on it is to be forgotten."""
    db.session.execute(sa.delete(RegisterPaper).filter_by(event_id=event_id))


def topic(paper_id: int) -> str:
    return f"register paper:{paper_id}"


class _NotingFailure(Watching):
    """While a paper is printed: whatever fails is noted on it, so that it is not tried for ever."""

    def __init__(self, paper_id: int) -> None:
        self._paper_id = paper_id

    def note(self, _error: Exception) -> None:
        _finish(self._paper_id, content=None)
        db.session.commit()


def _sheet_of(paper: RegisterPaper) -> register_printing.Sheet:
    choice = Choice(**paper.choice)
    return register_printing.sheet_of(
        paper.event,
        exporting.chosen(paper.event, choice),
        dated=in_vietnam(now()).date(),
        is_whole=not choice.narrows,
    )


def _finish(paper_id: int, *, content: bytes | None, lines: int = 0) -> None:
    """Keep what has been printed, or that nothing could be; a paper that is there stays."""
    still = sa.update(RegisterPaper).where(
        RegisterPaper.id == paper_id, RegisterPaper.content.is_(None)
    )
    db.session.execute(still.values(content=content, lines=lines, made_at=now()))
    live.touch(topic(paper_id))


def _waiting() -> sa.Select[int]:
    waiting = sa.select(RegisterPaper.id).where(RegisterPaper.made_at.is_(None))
    return waiting.order_by(RegisterPaper.id)
