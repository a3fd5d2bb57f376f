"""Doors are locked unless a view says who may enter."""

from flask import Flask

from confapp.access import door_of


def test_every_route_says_who_may_enter(app: Flask) -> None:
    without = [name for name, view in app.view_functions.items() if door_of(view) is None]

    assert without == []


def test_a_stranger_finds_the_house_alive(stranger) -> None:
    assert stranger.get("/healthz").text == "ok\n"


def test_the_root_leads_to_the_conference(stranger) -> None:
    assert stranger.get("/").location == "/tap-huan-13-11-2025/"
