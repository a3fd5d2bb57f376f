"""What the worker does with registers that are waiting to be printed."""

import sqlalchemy as sa

from confapp.certificates import register_papers
from confapp.certificates.models import RegisterPaper
from confapp.database import db


def print_registers() -> None:
    waiting = sa.select(RegisterPaper.id).where(RegisterPaper.made_at.is_(None))
    for paper_id in db.session.scalars(waiting).all():
        register_papers.print_register(paper_id)
