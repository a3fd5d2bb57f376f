"""Remote sites: for everybody to read, for organisers to keep."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from confapp import shelf
from confapp.access import admit, public
from confapp.agenda import places
from confapp.agenda.models import Site
from confapp.agenda.place_forms import SiteForm
from confapp.agenda.views.blueprint import agenda
from confapp.database import db, find
from confapp.events.current import current_event
from confapp.events.policy import may_organise
from confapp.forms import read, searched
from confapp.paging import page_of
from confapp.people.visiting import visitor


@agenda.get("/agenda/sites")
@public
@shelf.keep
def sites() -> ResponseReturnValue:
    words = searched()
    page = page_of(places.searched(places.sites_of(current_event().id), words))
    return render_template("agenda/sites.html", page=page, words=words)


@agenda.get("/organise/agenda/sites")
@admit(may_organise)
def edit_sites() -> ResponseReturnValue:
    words = searched()
    page = page_of(places.searched(places.sites_of(current_event().id), words))
    return render_template("agenda/edit_sites.html", page=page, words=words)


@agenda.post("/organise/agenda/sites/provinces")
@admit(may_organise)
def add_sites_of_provinces() -> ResponseReturnValue:
    added = places.add_sites_of_provinces(current_event(), by=visitor())
    sentence = ngettext("%(num)s site has been added.", "%(num)s sites have been added.", added)
    return _back(sentence if added else _("Every province has a site already."))


@agenda.get("/organise/agenda/sites/new")
@admit(may_organise)
def new_site() -> ResponseReturnValue:
    return _page(_offered(SiteForm()), None)


@agenda.post("/organise/agenda/sites/new")
@admit(may_organise)
def add_site() -> ResponseReturnValue:
    return _keep(Site(event_id=current_event().id), None)


@agenda.get("/organise/agenda/sites/<int:site_id>")
@admit(may_organise)
def edit_site(site_id: int) -> ResponseReturnValue:
    site = _site(site_id)
    form = SiteForm(
        name_vi=site.name.vi,
        name_en=site.name.en,
        province=site.province.code if site.province else "",
        address=site.address,
        contact=site.contact,
    )
    return _page(_offered(form), site)


@agenda.post("/organise/agenda/sites/<int:site_id>")
@admit(may_organise)
def change_site(site_id: int) -> ResponseReturnValue:
    site = _site(site_id)
    return _keep(site, site)


@agenda.post("/organise/agenda/sites/<int:site_id>/removal")
@admit(may_organise)
def remove_site(site_id: int) -> ResponseReturnValue:
    places.remove_site(_site(site_id), by=visitor())
    return _back(_("The site has been removed."))


def _keep(place: Site, site: Site | None) -> ResponseReturnValue:
    form = _offered(read(SiteForm))
    form.place = place
    if not form.validate():
        return _page(form, site), 422
    place.name, place.address = form.name, form.address.data or ""
    place.contact = form.contact.data or ""
    provinces = {one.code: one for one in places.provinces(current_event())}
    place.province = provinces.get(form.province.data)
    places.keep(place, by=visitor())
    return _back(_("Saved."))


def _offered(form: SiteForm) -> SiteForm:
    form.offer(places.provinces(current_event()))
    return form


def _site(site_id: int) -> Site:
    return find(Site, Site.id == site_id, Site.event_id == current_event().id)


def _page(form: SiteForm, site: Site | None) -> str:
    return render_template("agenda/site.html", form=form, site=site)


def _back(sentence: str) -> ResponseReturnValue:
    db.session.commit()
    flash(sentence, "done")
    return redirect(url_for(".edit_sites"), 303)
