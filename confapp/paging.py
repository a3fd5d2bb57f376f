"""Long lists in pages."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

import sqlalchemy as sa
from flask import request

from confapp.database import db

Row = TypeVar("Row")

ROWS_ON_A_PAGE = 30


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of a list; numbers start at 1, and there is always a first page."""

    rows: list[Row]
    number: int
    last: int
    total: int

    def url(self, number: int) -> str:
        """The address of another page of the same list, with the same search and filters."""
        kept = [(name, word) for name, word in request.args.items(multi=True) if name != "page"]
        return f"{request.script_root}{request.path}?{urlencode([*kept, ('page', number)])}"


def page_of(rows: sa.Select[Row], *, number: int | None = None) -> Page[Row]:
    """The page that the address asks for (`?page=2`), or the nearest one there is."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(_counted(rows))) or 0
    last = max(1, -(-total // ROWS_ON_A_PAGE))
    asked = number or request.args.get("page", 1, type=int)
    here = min(max(1, asked), last)
    wanted = rows.limit(ROWS_ON_A_PAGE).offset((here - 1) * ROWS_ON_A_PAGE)
    return Page(list(db.session.scalars(wanted).unique()), here, last, total)


def kept(choice: type[Any], *more: str) -> dict[str, str]:
    """What the address asks a list for, and nothing else that somebody has written into it.

    For `url_for`, which takes names that begin with `_`, or that its own rules have, for its own.
    """
    names = ("q", *choice.__dataclass_fields__, *more)
    return {name: request.args[name] for name in names if name in request.args}


def _counted(rows: sa.Select[Row]) -> sa.Subquery:
    return rows.order_by(None).with_only_columns(sa.literal(1)).subquery()
