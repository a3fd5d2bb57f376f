"""Names that mean harm are shown as typed and do nothing."""

import csv
import html
from email import message_from_bytes, policy
from io import BytesIO, StringIO

import openpyxl
import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.mail.models import Message
from confapp.mail.wire import as_email

FORMULA = '=HYPERLINK("http://x")'
HEADER = "An\r\nBcc: evil@example.org"
SCRIPT = "<script>alert(1)</script>"
MARKS = "A" + "\u0301" * 300
AS_KEPT = {
    FORMULA: FORMULA,
    HEADER: "An Bcc: evil@example.org",
    SCRIPT: SCRIPT,
    MARKS: "Á" + "\u0301" * 299,
}


@pytest.fixture(
    params=[FORMULA, HEADER, SCRIPT, MARKS], ids=["formula", "header", "script", "marks"]
)
def name(request, stranger, fields) -> str:
    assert stranger.post("register", fields(full_name=request.param)).status_code == 303
    return AS_KEPT[request.param]


def test_pages_show_it_as_it_was_typed(cast, stranger, name) -> None:
    organiser = cast.organiser()
    for page in (
        stranger.get("me").text,
        organiser.get("organise/delegates").text,
        organiser.get("organise/delegates/1").text,
    ):
        assert name in html.unescape(page)
        assert SCRIPT not in page


def test_it_is_text_in_the_sheet(cast, name) -> None:
    answer = cast.organiser().get("organise/delegates.xlsx")

    sheet = openpyxl.load_workbook(BytesIO(answer.data)).active
    assert (sheet["C2"].value, sheet["C2"].data_type) == (name, "s")
    assert sheet["C2"].hyperlink is None


def test_it_begins_no_formula_in_csv(cast, name) -> None:
    answer = cast.organiser().get("organise/delegates.csv")

    [_heads, row] = csv.reader(StringIO(answer.data.decode("utf-8-sig")))
    assert row[2] == (f"'{name}" if name.startswith("=") else name)


def test_the_ticket_is_printed_with_it(stranger, name) -> None:
    paper = stranger.get("me/ticket.pdf")

    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF")
    assert b"/Annots" not in paper.data


def test_a_letter_goes_to_one_address_and_holds_no_link_of_it(app, name) -> None:
    with app.app_context():
        [message] = db.session.scalars(sa.select(Message))
        email = message_from_bytes(
            as_email(message, sender="x@example.org").as_bytes(), policy=policy.default
        )

    assert (email["To"], email["Bcc"], email["Cc"]) == ("trang@example.org", None, None)
    assert "http://x" not in email.as_string()
    assert "evil@example.org" not in email.as_string()


@pytest.mark.parametrize("name", ["A\u0301" + "\u0323" * 250 + "n" + "\u0323" * 250, "An " * 40])
def test_a_name_that_is_too_long_is_said_to_be(stranger, fields, name) -> None:
    answer = stranger.post("register", fields(full_name=name))

    assert answer.status_code == 422
    assert 'id="full_name-error"' in answer.text
