"""The programme on paper."""

from flask import abort
from flask.typing import ResponseReturnValue

from confapp.access import public
from confapp.agenda import printing, transcript, versions
from confapp.agenda.views.blueprint import agenda
from confapp.clock import in_vietnam
from confapp.database import db
from confapp.downloads import as_download
from confapp.events.current import current_event


@agenda.get("/agenda.pdf")
@public
def on_paper() -> ResponseReturnValue:
    event = current_event()
    version = db.session.scalars(versions.newest(event.id)).first() or abort(404)
    dated = in_vietnam(version.published_at).date()
    sheet = printing.sheet_of(event, transcript.read(version.programme), dated=dated)
    name = f"Chương trình {event.short_title.vi}.pdf"
    db.session.rollback()  # no transaction is open while the paper is made
    return as_download(printing.print_sheet(sheet), "application/pdf", name)
