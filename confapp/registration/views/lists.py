"""Lists of delegates that offices send: sent in, looked at, taken in."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp import audit, bodies, jobs, live
from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.downloads import as_download
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.limits import limiter
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.registration.lists import apart, checking, room, sending_in, template, wording
from confapp.registration.lists.cells import Unreadable
from confapp.registration.lists.comparing import KNOWN, LEFT_OUT, READY, WRONG
from confapp.registration.lists.forms import ChoicesForm, ListForm
from confapp.registration.lists.models import DelegateList
from confapp.registration.lists.people import Choices
from confapp.registration.lists.report import page_of_findings
from confapp.registration.views.blueprint import registration
from confapp.sheets import XLSX
from confapp.vietnamese import nfc

# Few rows are gone through at once; more are left to the worker, and the page may be left.
AT_ONCE = 300


@registration.get("/organise/delegates/lists")
@admit(may_organise)
def lists() -> ResponseReturnValue:
    return _lists_page(read(ListForm))


@registration.post("/organise/delegates/lists")
@admit(may_organise)
@bodies.takes(apart.LARGEST_FILE + bodies.MEGABYTE)
@limiter.limit("60 per hour", key_func=lambda: str(visitor().id))
def send_list() -> ResponseReturnValue:
    form = read(ListForm)
    if not form.validate():
        return _lists_page(form), 422
    event, user, name = current_event(), visitor(), nfc(form.file.data.filename)
    content = form.file.data.stream.read(apart.LARGEST_FILE + 1)
    db.session.rollback()  # no transaction is open while the file is read
    try:
        sheets = apart.read(content)
    except Unreadable as unreadable:
        form.file.errors = [wording.REASONS[unreadable.reason]]
        return _lists_page(form), 422
    sent = sending_in.send_in(
        name, sheets, event=event, submission_id=form.submission_id.data, by=user, at=now()
    )
    return _begin(sent)


@registration.get("/organise/delegates/lists/template.xlsx")
@admit(may_organise)
def list_template() -> ResponseReturnValue:
    return as_download(template.as_xlsx(), XLSX, f"{template.name()}.xlsx")


@registration.get("/organise/delegates/lists/<int:list_id>")
@admit(may_organise)
def delegate_list(list_id: int) -> ResponseReturnValue:
    sent, state = _list(list_id), searched("state")
    audit.note_reading(f"list {list_id}", user_id=visitor().id, event_id=current_event().id)
    return render_template(
        "registration/list.html",
        sent=sent,
        form=ChoicesForm(mode=sent.mode, salutation=sent.salutation),
        roles=wording.ROLES,
        report=page_of_findings(sent, state=state, number=request.args.get("page", 1, type=int)),
        state=state,
        sentences=wording.sentences,
        called=wording.called,
        shortages=[] if sent.is_busy else room.shortages(sent, current_event(), at=now()),
        names=[sheet["name"] for sheet in sent.sheets],
        filters=_filters(sent, state),
    )


@registration.post("/organise/delegates/lists/<int:list_id>/columns")
@admit(may_organise)
def correct_list(list_id: int) -> ResponseReturnValue:
    sent, form = _list(list_id), read(ChoicesForm)
    choices = Choices(form.mode.data, form.salutation.data) if form.validate() else Choices()
    sending_in.correct(sent, _roles(sent), choices, by=visitor(), at=now())
    return _begin(sent)


@registration.post("/organise/delegates/lists/<int:list_id>/registration")
@admit(may_organise)
def take_list_in(list_id: int) -> ResponseReturnValue:
    sent = _list(list_id)
    sending_in.ask_to_take_in(sent, by=visitor(), at=now())
    return _begin(sent)


@registration.post("/organise/delegates/lists/<int:list_id>/deletion")
@admit(may_organise)
def delete_list(list_id: int) -> ResponseReturnValue:
    audit.record(
        "delete list", f"list {list_id}", user_id=visitor().id, event_id=current_event().id
    )
    db.session.delete(_list(list_id))
    db.session.commit()
    flash(_("The list has been deleted. Who was registered from it stays registered."), "done")
    return redirect(url_for(".lists"), 303)


@registration.get("/organise/delegates/lists/<int:list_id>/progress")
@admit(may_organise)
def list_progress(list_id: int) -> ResponseReturnValue:
    sent = _list(list_id)
    return live.fragment(
        f"list:{list_id}",
        lambda: render_template("registration/_list_progress.html", sent=sent),
        also=f"-{sent.done}-{sent.is_busy}",
    )


def _list(list_id: int) -> DelegateList:
    return find(
        DelegateList,
        DelegateList.id == list_id,
        DelegateList.event_id == current_event().id,
    )


def _begin(sent: DelegateList) -> ResponseReturnValue:
    """Carry out what is short, leave to the worker what is long, and show how far it is."""
    list_id, is_short = sent.id, sent.total <= AT_ONCE
    db.session.commit()
    if is_short:
        checking.carry_out(list_id)
        _tell(list_id)
    else:
        jobs.enqueue(checking.carry_out, list_id)
    return redirect(url_for(".delegate_list", list_id=list_id), 303)


def _tell(list_id: int) -> None:
    sent = db.session.get_one(DelegateList, list_id)
    if sent.imported_at is not None:
        flash(
            ngettext(
                "%(num)d delegate has been registered.",
                "%(num)d delegates have been registered.",
                sent.imported,
            ),
            "done",
        )


def _filters(sent: DelegateList, state: str) -> list[dict[str, object]]:
    """The tabs over the report."""
    counts = ((WRONG, _("To correct"), sent.wrong), (READY, _("Ready"), sent.ready))
    tabs = [("", _("All rows"), None), *counts, (KNOWN, _("There already"), sent.known)]
    return [
        {
            "label": label,
            "count": count,
            "href": url_for(".delegate_list", list_id=sent.id, state=code or None),
            "is_current": code == state,
        }
        for code, label, count in [*tabs, (LEFT_OUT, _("Nobody named"), None)]
    ]


def _roles(sent: DelegateList) -> dict[tuple[int, int], str]:
    """What the select boxes say, by sheet and column."""
    return {
        (number, int(column)): request.form[f"column-{number}-{column}"]
        for number, head in enumerate(sent.heads)
        for column in head["texts"]
        if f"column-{number}-{column}" in request.form
    }


def _lists_page(form: ListForm) -> str:
    page = page_of(sending_in.of_event(current_event()))
    return render_template("registration/lists.html", form=form, page=page)
