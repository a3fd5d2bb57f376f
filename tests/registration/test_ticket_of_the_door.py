"""The ticket's code: known again at the door, and never somebody else's."""

import io

import pikepdf
import pytest

from confapp.database import db
from confapp.registration import tickets
from confapp.registration.models import Registration


@pytest.fixture
def code(app, things) -> tuple[str, int]:
    registration_id = things.registration()
    with app.app_context():
        return tickets.code_of(db.session.get_one(Registration, registration_id)), registration_id


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}\n"])
def test_a_code_is_known_again(app, code, typed) -> None:
    with app.app_context():
        assert tickets.read_code(typed.format(code[0])) == code[1]
        assert tickets.read_code(typed.format(code[0]).lower()) == code[1]


@pytest.mark.parametrize(
    "forged",
    ["", "v1", "v1.1.AAAAAAAAAAAAAAAA", "v2{rest}", "{code}A", "v1.2.{seal}", "v1.١.{seal}"],
)
def test_a_forged_code_is_nobodys(app, code, forged) -> None:
    seal = code[0].rsplit(".", 1)[1]
    with app.app_context():
        assert tickets.read_code(forged.format(code=code[0], rest=code[0][2:], seal=seal)) is None


def test_a_code_of_another_installation_is_nobodys(app, code) -> None:
    with app.app_context():
        app.config["SECRET_KEY"] = "another secret of thirty-two letters"
        assert tickets.read_code(code[0]) is None


def test_the_ticket_comes_as_one_small_sheet_under_its_vietnamese_name(cast, things) -> None:
    answer = cast.delegate(things.registration()).get("me/ticket.pdf")

    assert "filename*=UTF-8''V%C3%A9%20%C4%90B-0001.pdf" in answer.headers["Content-Disposition"]
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        [sheet] = pdf.pages
        assert sorted(round(float(n) * 25.4 / 72) for n in sheet.mediabox[2:]) == [105, 148]


def test_without_signing_in_there_is_no_ticket(stranger, things) -> None:
    things.registration()

    assert stranger.get("me/ticket.pdf").location == "/sign-in"


def test_somebody_without_a_registration_has_no_ticket_to_find(cast, things) -> None:
    things.registration()

    assert cast.organiser().get("me/ticket.pdf").status_code == 404
