"""Who presents: a page each for everybody, and the organisers' list."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from confapp import shelf
from confapp.access import admit, public, reveal
from confapp.agenda import kinds, speaking, versions
from confapp.agenda.filling_in import words_in
from confapp.agenda.item_forms import EditedSpeakerForm
from confapp.agenda.models import Speaker
from confapp.agenda.views.blueprint import agenda
from confapp.agenda.views.visitors import this_minute
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.people.visiting import visitor


@agenda.get("/agenda/speakers")
@public
@shelf.keep
def speakers() -> ResponseReturnValue:
    words = searched()
    found = speaking.billed(versions.published(current_event().id), words)
    return render_template("agenda/speakers.html", found=found, words=words)


@agenda.get("/agenda/speakers/<int:speaker_id>")
@public
@shelf.keep
def speaker(speaker_id: int) -> ResponseReturnValue:
    seen = versions.standing_at(this_minute(), current_event())
    found = [one for one in speaking.billed(seen.sessions) if one.speaker.id == speaker_id]
    reveal(bool(found))
    row = _speaker(speaker_id)
    return render_template(
        "agenda/speaker.html",
        billing=found[0],
        department=row.department,
        programme=seen,
        kinds=kinds.NAMES,
    )


@agenda.get("/organise/agenda/speakers")
@admit(may_organise)
def edit_speakers() -> ResponseReturnValue:
    words = searched()
    found = db.session.scalars(speaking.of_event(current_event().id))
    shown = [one for one in found if speaking.has(one, words)]
    return render_template("agenda/edit_speakers.html", speakers=shown, words=words)


@agenda.get("/organise/agenda/speakers/<int:speaker_id>")
@admit(may_organise)
def edit_speaker(speaker_id: int) -> ResponseReturnValue:
    found = _speaker(speaker_id)
    form = EditedSpeakerForm(
        name=found.name,
        post_vi=found.post.vi,
        post_en=found.post.en,
        department=found.department.code if found.department else "",
    )
    form.concern(found, current_event().departments)
    return _page(form, found)


@agenda.post("/organise/agenda/speakers/<int:speaker_id>")
@admit(may_organise)
def change_speaker(speaker_id: int) -> ResponseReturnValue:
    found, form = _speaker(speaker_id), read(EditedSpeakerForm)
    form.concern(found, current_event().departments)
    if not form.validate():
        return _page(form, found), 422
    units = {unit.code: unit for unit in current_event().departments}
    post, unit = words_in(form.post_vi, form.post_en), units.get(form.department.data)
    speaking.change(found, form.name.data or "", post, unit, by=visitor())
    return _back(_("Saved. Readers see it once the draft is published."))


@agenda.post("/organise/agenda/speakers/<int:speaker_id>/removal")
@admit(may_organise)
def remove_speaker(speaker_id: int) -> ResponseReturnValue:
    speaking.remove(_speaker(speaker_id), by=visitor())
    return _back(_("The speaker has been removed."))


def _speaker(speaker_id: int) -> Speaker:
    return find(Speaker, Speaker.id == speaker_id, Speaker.event_id == current_event().id)


def _page(form: EditedSpeakerForm, found: Speaker) -> str:
    return render_template("agenda/edit_speaker.html", form=form, speaker=found)


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".edit_speakers"), 303)
