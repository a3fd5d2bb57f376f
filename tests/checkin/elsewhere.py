"""Another event of the same installation."""

from confapp.database import Words
from confapp.events.models import Event
from tests.cast import the_event


def another_event() -> Event:
    nothing = Words(vi="", en="")
    known = the_event()
    return Event(
        slug="su-kien-khac",
        title=Words(vi="Sự kiện khác", en="Another event"),
        short_title=Words(vi="Khác", en="Another"),
        starts_on=known.starts_on,
        place=nothing,
        ministry=nothing,
        contact=nothing,
        background=nothing,
        background_source=nothing,
        times_are_tentative=False,
        registration_closes_at=known.registration_closes_at,
        questions_close_at=known.questions_close_at,
        certificate=known.certificate,
    )
