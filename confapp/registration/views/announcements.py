"""Announcements: written, tried out, sent, and how far that is."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from confapp import jobs, live
from confapp.access import admit
from confapp.clock import now
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.i18n import local
from confapp.limits import limiter
from confapp.mail.links import taken_apart
from confapp.paging import page_of
from confapp.people.visiting import visitor
from confapp.registration import delegates, filling_in
from confapp.registration.announcements import drafting, readers, sending, wording
from confapp.registration.announcements.forms import AnnouncementForm, as_fields
from confapp.registration.announcements.models import Announcement
from confapp.registration.views.blueprint import registration


@registration.get("/organise/announcements")
@admit(may_organise)
def announcements() -> ResponseReturnValue:
    page = page_of(drafting.of_event(current_event()))
    return render_template("registration/announcements.html", page=page, title_of=wording.title)


@registration.get("/organise/announcements/new")
@admit(may_organise)
def new_announcement() -> ResponseReturnValue:
    return _form_page(_form(**{name: searched(name) for name in readers.FILTERS}))


@registration.post("/organise/announcements/new")
@admit(may_organise)
def write_announcement() -> ResponseReturnValue:
    form = _form()
    if not form.validate():
        return _form_page(form), 422
    announcement = drafting.write(
        form.as_draft(),
        event=current_event(),
        submission_id=form.submission_id.data,
        by=visitor(),
        at=now(),
    )
    db.session.commit()
    return redirect(url_for(".announcement", announcement_id=announcement.id), 303)


@registration.get("/organise/announcements/<int:announcement_id>")
@admit(may_organise)
def announcement(announcement_id: int) -> ResponseReturnValue:
    found = _find(announcement_id)
    return render_template(
        "registration/announcement.html",
        announcement=found,
        title=wording.title(found),
        chosen=_chosen_words(found),
        number=readers.number_of(found) if found.is_draft else None,
        progress=readers.progress_of(found),
        samples=[_plain(found, code) for code in ("vi", "en") if code == "vi" or found.text.en],
    )


@registration.get("/organise/announcements/<int:announcement_id>/edit")
@admit(may_organise)
def edit_announcement(announcement_id: int) -> ResponseReturnValue:
    found = _find(announcement_id)
    drafting.refuse_started(found)
    return _form_page(_form(**as_fields(found)), found)


@registration.post("/organise/announcements/<int:announcement_id>/edit")
@admit(may_organise)
def correct_announcement(announcement_id: int) -> ResponseReturnValue:
    found, form = _find(announcement_id), _form()
    if not form.validate():
        return _form_page(form, found), 422
    drafting.correct(found, form.as_draft(), by=visitor(), at=now())
    db.session.commit()
    return redirect(url_for(".announcement", announcement_id=announcement_id), 303)


@registration.post("/organise/announcements/<int:announcement_id>/test")
@admit(may_organise)
@limiter.limit("30 per hour", key_func=lambda: str(visitor().id))
def try_announcement_out(announcement_id: int) -> ResponseReturnValue:
    sending.try_out(_find(announcement_id), by=visitor(), at=now())
    db.session.commit()
    flash(_("A test is on its way to %(email)s.", email=visitor().email), "done")
    return redirect(url_for(".announcement", announcement_id=announcement_id), 303)


@registration.post("/organise/announcements/<int:announcement_id>/sending")
@admit(may_organise)
def send_announcement(announcement_id: int) -> ResponseReturnValue:
    sending.start(_find(announcement_id), by=visitor(), at=now())
    db.session.commit()
    jobs.enqueue(sending.write_announcements)
    return redirect(url_for(".announcement", announcement_id=announcement_id), 303)


@registration.post("/organise/announcements/<int:announcement_id>/deletion")
@admit(may_organise)
def delete_announcement(announcement_id: int) -> ResponseReturnValue:
    drafting.throw_away(_find(announcement_id), by=visitor())
    db.session.commit()
    flash(_("The draft has been deleted."), "done")
    return redirect(url_for(".announcements"), 303)


@registration.get("/organise/announcements/<int:announcement_id>/progress")
@admit(may_organise)
def announcement_progress(announcement_id: int) -> ResponseReturnValue:
    found = _find(announcement_id)
    return live.fragment(
        sending.topic(announcement_id),
        lambda: render_template(
            "registration/_announcement_progress.html",
            announcement=found,
            progress=readers.progress_of(found),
        ),
    )


def _find(announcement_id: int) -> Announcement:
    return find(
        Announcement,
        Announcement.id == announcement_id,
        Announcement.event_id == current_event().id,
    )


def _form(**defaults: str) -> AnnouncementForm:
    form = read(AnnouncementForm, **defaults)
    provinces = db.session.scalars(delegates.provinces())
    form.offer(
        [SelectChoice(province.code, province.short_name) for province in provinces],
        [
            SelectChoice(str(one.id), local(one.title))
            for one in filling_in.sessions_of(current_event())
        ],
    )
    return form


def _form_page(form: AnnouncementForm, announcement: Announcement | None = None) -> str:
    return render_template(
        "registration/edit_announcement.html",
        form=form,
        announcement=announcement,
        placeholders=wording.PLACEHOLDERS,
    )


def _chosen_words(announcement: Announcement) -> list[tuple[str, str]]:
    """The filters that narrow, as label and choice."""
    form = _form(**as_fields(announcement))
    fields = [form[name] for name in readers.FILTERS]
    return [
        (str(field.label.text), str(label))
        for field in fields
        for value, label, is_chosen, *_more in field.iter_choices()
        if is_chosen and value
    ]


def _plain(announcement: Announcement, language: str) -> tuple[str, str, str]:
    subject, text = wording.sample(announcement, language)
    return language, subject, taken_apart(text)[0]
