"""Doors are locked unless a view says who may enter."""

from flask import Flask

from confapp import create_app
from confapp.access import door_of, is_public

# Whoever adds to this list has thought about what strangers, crawlers and caches see.
PUBLIC = {
    "agenda.as_json",
    "agenda.calendar",
    "agenda.document",
    "agenda.documents_zip",
    "agenda.live",
    "agenda.history",
    "agenda.now",
    "agenda.on_paper",
    "agenda.show",
    "agenda.sites",
    "agenda.speaker",
    "agenda.speakers",
    "agenda.version",
    "certificates.index",
    "events.show",
    "hall.live_fragment",
    "hall.now_live",
    "healthz",
    "home",
    "people.enter",
    "people.link_sent",
    "people.open_link",
    "people.send_link",
    "people.sign_in",
    "people.use_link",
    "questions.approval_link",
    "questions.approve_by_link",
    "questions.attachment_by_link",
    "questions.confirm_approval",
    "questions.done_by_link",
    "questions.index",
    "questions.look_up_slip",
    "questions.new",
    "questions.return_by_link",
    "questions.return_link",
    "questions.show",
    "questions.show_live",
    "questions.version",
    "readyz",
    "registration.accept",
    "registration.decline",
    "registration.invitation",
    "registration.invitation_answered",
    "registration.deleted",
    "registration.new",
    "registration.own_calendar",
    "registration.received",
    "registration.register",
    "static",
    "verification.ask",
    "verification.verify",
    "verification.verify_file",
}


def test_every_route_says_who_may_enter(app: Flask) -> None:
    without = [name for name, view in app.view_functions.items() if door_of(view) is None]

    assert without == []


def test_only_these_pages_are_open_to_strangers(app: Flask) -> None:
    assert {name for name, view in app.view_functions.items() if is_public(view)} == PUBLIC


def test_a_route_without_a_door_is_closed(environ) -> None:
    app = create_app(environ)
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")

    assert app.test_client().get("/forgotten").status_code == 403


def test_a_stranger_finds_the_house_alive(stranger) -> None:
    assert stranger.get("/healthz").text == "ok\n"


def test_the_root_leads_to_the_conference(stranger) -> None:
    assert stranger.get("/").location == "/tap-huan-13-11-2025/"
