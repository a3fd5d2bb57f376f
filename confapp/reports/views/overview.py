"""The organisers' overview."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from confapp.access import admit
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.mail import outages
from confapp.people.visiting import visitor
from confapp.questions.states import Place
from confapp.reports import figures, letters, provinces
from confapp.reports.views.blueprint import reports


@reports.get("/organise/")
@admit(may_organise)
def overview() -> ResponseReturnValue:
    event = current_event()
    return render_template(
        "reports/overview.html",
        figures=figures.of_event(event, at=now()),
        places=figures.PLACES,
        addresses=_addresses(),
        letters=letters.numbers(visitor(), event),
        outage=db.session.scalar(outages.present()),
        delegations=provinces.delegations(event),
        ministry=provinces.of_the_ministry(event),
        at=now(),
    )


def _addresses() -> dict[Place, str]:
    """Where the questions are listed that have come so far."""
    ends = {Place.SENT: url_for("hall.moderate"), Place.PUBLISHED: url_for("questions.index")}
    return {place: ends.get(place, url_for("questions.desk")) for place in figures.PLACES}
