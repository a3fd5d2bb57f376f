"""The register and its files to take away: exactly the lines that are shown."""

from typing import Any

from flask import redirect, render_template, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import audit, downloads, jobs, live, sheets, zips
from confapp.access import admit, reveal
from confapp.certificates import archive, exporting, register_papers
from confapp.certificates import register as query
from confapp.certificates.models import RegisterPaper
from confapp.certificates.views.blueprint import certificates
from confapp.certificates.views.organisers import choice_asked_for
from confapp.clock import now
from confapp.database import db, find
from confapp.errors import Refusal
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.limits import limiter
from confapp.people.visiting import visitor

of_a_person = limiter.shared_limit(
    "20 per minute", scope="taking certificates away", key_func=lambda: str(visitor().id)
)


@certificates.get("/organise/certificates.xlsx")
@admit(may_organise)
@of_a_person
def register_xlsx() -> ResponseReturnValue:
    rows = [exporting.row(one) for one in exporting.chosen(current_event(), choice_asked_for())]
    _note(f"{len(rows)} delegates as XLSX of the register")
    return sheets.as_xlsx(_("Register of certificates"), exporting.heads(), rows)


@certificates.get("/organise/certificates.zip")
@admit(may_organise)
@of_a_person
def files_zip() -> ResponseReturnValue:
    ids = archive.of_those(query.listed(current_event(), choice_asked_for()))
    if not ids:
        raise Refusal(_("No certificate of these has a file yet."))
    _note(f"{len(ids)} delegates as ZIP of certificates")
    name = _("Certificates %(event)s", event=current_event().slug)
    pieces = stream_with_context(zips.streamed(archive.entries(ids)))
    return downloads.streamed(pieces, "application/zip", f"{name}.zip")


@certificates.post("/organise/certificates/papers")
@admit(may_organise)
@of_a_person
def ask_for_paper() -> ResponseReturnValue:
    paper = register_papers.ask(current_event(), choice_asked_for(), by=visitor(), at=now())
    db.session.commit()
    jobs.enqueue(register_papers.print_register, paper.id)
    return redirect(url_for(".paper", paper_id=paper.id), 303)


@certificates.get("/organise/certificates/papers/<int:paper_id>")
@admit(may_organise)
def paper(paper_id: int) -> ResponseReturnValue:
    return render_template("certificates/paper.html", **_shown(_find(paper_id)))


@certificates.get("/organise/certificates/papers/<int:paper_id>/progress")
@admit(may_organise)
def paper_progress(paper_id: int) -> ResponseReturnValue:
    found = _find(paper_id)
    return live.fragment(
        register_papers.topic(paper_id),
        lambda: render_template("certificates/_paper.html", **_shown(found)),
    )


@certificates.get("/organise/certificates/papers/<int:paper_id>.pdf")
@admit(may_organise)
@of_a_person
def paper_pdf(paper_id: int) -> ResponseReturnValue:
    found = _find(paper_id)
    content, lines = found.content, found.lines
    reveal(content is not None)
    _note(f"{lines} delegates as PDF of the register")
    name = _("Register of certificates")
    return downloads.as_download(content or b"", "application/pdf", f"{name}.pdf")


def _find(paper_id: int) -> RegisterPaper:
    of_event = RegisterPaper.event_id == current_event().id
    return find(RegisterPaper, RegisterPaper.id == paper_id, of_event)


def _shown(paper: RegisterPaper) -> dict[str, Any]:
    words = {"q" if name == "words" else name: word for name, word in paper.choice.items() if word}
    return {"paper": paper, "kept": words}


def _note(subject: str) -> None:
    audit.note_reading(subject, user_id=visitor().id, event_id=current_event().id)
