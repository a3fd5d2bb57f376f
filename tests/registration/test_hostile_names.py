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
MARKS = "A" + "\u0301" * 90
AS_KEPT = {
    FORMULA: FORMULA,
    HEADER: "An Bcc: evil@example.org",
    SCRIPT: SCRIPT,
    MARKS: "Á" + "\u0301" * 89,
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


def test_a_letter_goes_to_one_address_and_holds_no_link_of_it(app, name) -> None:
    with app.app_context():
        [message] = db.session.scalars(sa.select(Message))
        email = message_from_bytes(
            as_email(message, sender="x@example.org").as_bytes(), policy=policy.default
        )

    assert (email["To"], email["Bcc"], email["Cc"]) == ("trang@example.org", None, None)
    assert "http://x" not in email.as_string()
    assert "evil@example.org" not in email.as_string()


def test_three_hundred_marks_are_too_long_for_a_name_and_that_is_said(stranger, fields) -> None:
    answer = stranger.post("register", fields(full_name="A" + "\u0301" * 300))

    assert answer.status_code == 422
    assert 'id="full_name-error"' in answer.text
