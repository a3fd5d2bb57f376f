"""Live pages: a stamp for each topic, and fragments that are asked for again by their ETag."""

from collections.abc import Callable

import sqlalchemy as sa
from flask import Response, make_response, request
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from confapp import i18n
from confapp.database import Base, db


class LiveStamp(Base):
    """How often a topic has changed."""

    __tablename__ = "live_stamp"

    topic: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]


ONCE_MORE = {
    dialect: insert(LiveStamp).on_conflict_do_update(
        index_elements=[LiveStamp.topic], set_={"version": LiveStamp.version + 1}
    )
    for dialect, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
}


def touch(*topics: str) -> None:
    """Say, in the current unit of work, that what these topics show has changed.

    Comes after `audit.record`, so that two units of work never wait for each other.
    """
    connection = db.session.connection()
    rows = [{"topic": topic, "version": 1} for topic in dict.fromkeys(topics)]
    connection.execute(ONCE_MORE[connection.dialect.name], rows)


def version_of(topic: str) -> int:
    return db.session.scalar(sa.select(LiveStamp.version).filter_by(topic=topic)) or 0


def fragment(
    topic: str, show: Callable[[], str], *, also: str = "", is_public: bool = False
) -> Response:
    """The fragment, or 304 when the visitor has this version in this language already."""
    etag = f"{topic}-{version_of(topic)}-{i18n.current()}{also}"
    if request.if_none_match.contains(etag):
        response = make_response("", 304)
    else:
        response = make_response(show())
    response.set_etag(etag)
    response.headers["Cache-Control"] = "no-cache" if is_public else "private, no-cache"
    return response
