"""What an asker sends with a question: the provision it is about, and a file."""

from datetime import timedelta
from io import BytesIO

import pytest
import sqlalchemy as sa
from PIL import Image

from confapp.agenda.documents import files
from confapp.agenda.documents.intake import Sent
from confapp.agenda.documents.unfit import Unfit
from confapp.clock import now
from confapp.database import db
from confapp.questions import enclosing
from confapp.questions.models import Question
from tests.questions.conftest import PDF

NAMED = {"document": "Nghị định 133/2025/NĐ-CP", "article": "29", "clause": "2", "point": "a"}


@pytest.fixture
def an(things, cast):
    return cast.delegate(things.registration("Nguyễn Văn An"))


def with_file(fields, content: bytes = PDF, name: str = "Công văn số 12.pdf"):
    return fields(attachment=(BytesIO(content), name))


def paths(app) -> list:
    with app.app_context():
        return list(files.path_of("x").parent.parent.glob("??/*"))


def test_a_provision_is_kept_in_its_parts(app, an, fields) -> None:
    an.post("questions/new", fields(**NAMED))

    with app.app_context():
        given = db.session.scalars(sa.select(Question)).one().reference_given
        assert {name: getattr(given, name) for name in NAMED} == NAMED
    page = an.get("questions/1").text
    assert "điểm a, khoản 2, Điều 29, Nghị định 133/2025/NĐ-CP" in page


def test_parts_without_a_document_are_asked_back(app, an, fields) -> None:
    answer = an.post("questions/new", fields(article="29"))

    assert answer.status_code == 422
    assert 'id="document-error"' in answer.text
    assert 'value="29"' in answer.text


def test_an_attachment_is_for_the_asker_the_moderators_and_the_department(
    app, an, cast, things, stranger, questions, fields
) -> None:
    assert an.post("questions/new", with_file(fields)).status_code == 303
    path = "questions/1/attachment"
    others = {
        "asker": an,
        "moderator": cast.moderator(),
        "another delegate": cast.delegate(things.registration("Trần Thị Khác")),
        "the department before it was offered": cast.assistant("shtt"),
        "stranger": stranger,
    }

    found = {name: one.get(path).status_code for name, one in others.items()}

    assert found == {
        "asker": 200,
        "moderator": 200,
        "another delegate": 404,
        "the department before it was offered": 404,
        "stranger": 302,
    }
    answer = an.get(path)
    assert answer.data == PDF
    assert (
        "filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20s%E1%BB%91%2012.pdf"
        in (answer.headers["Content-Disposition"])
    )
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_picture_is_drawn_anew(app, an, fields) -> None:
    drawn = BytesIO()
    Image.new("RGB", (20, 10), "red").save(drawn, "JPEG", comment=b"chup luc 8 gio")

    an.post("questions/new", with_file(fields, drawn.getvalue(), "anh.jpg"))

    kept = an.get("questions/1/attachment").data
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"chup luc" not in kept


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "rong.pdf"),
        (b"MZ", "virus.pdf"),
        (PDF, "bang.docx"),
    ],
    ids=["empty", "no PDF", "another kind"],
)
def test_a_file_that_does_not_fit_says_so_and_the_words_stay(app, an, fields, content, name):
    answer = an.post("questions/new", with_file(fields, content, name))

    assert answer.status_code in (409, 422)
    said = answer.text.partition('id="attachment-error"')[2].partition("</p>")[0]
    assert name in said
    assert '<a href="#attachment">' in answer.text
    assert fields()["text"] in answer.text
    with app.app_context():
        assert db.session.query(Question).count() == 0
    assert paths(app) == []


def test_a_file_of_more_than_five_megabytes_is_refused(inside) -> None:
    large = Sent("to.pdf", BytesIO(PDF + b" " * enclosing.LARGEST_FILE))

    with pytest.raises(Unfit, match="5 MB"):
        enclosing.kept(large, at=now())


def test_sent_again_a_file_is_kept_once_and_the_sweep_leaves_it(app, an, fields) -> None:
    form = fields()
    for _twice in range(2):
        an.post("questions/new", form | {"attachment": (BytesIO(PDF), "a.pdf")})

    assert len(paths(app)) == 1
    with app.app_context():
        files.sweep(at=now() + timedelta(days=3))
    assert len(paths(app)) == 1


def test_what_waited_on_a_phone_is_sent_for_nobody_else(app, an, cast, things, fields) -> None:
    other = cast.delegate(things.registration("Trần Thị Khác"))

    answer = other.post("questions/new", fields(sender=str(an.user_id)))

    assert answer.status_code == 403
    assert "tài khoản khác" in answer.text
    with app.app_context():
        assert db.session.query(Question).count() == 0


def test_whoever_works_on_the_question_finds_what_came_with_it(an, cast, fields) -> None:
    assert an.post("questions/new", with_file(fields) | NAMED).status_code == 303
    moderator, assistant = cast.moderator(), cast.assistant("shtt")
    about, file = "khoản 2, Điều 29, Nghị định 133", "/questions/1/attachment"

    triage = [moderator.get(page).text for page in ("moderate/triage", "moderate/questions/1")]
    sent = {"accept-domain": "shtt"}
    assert moderator.post("moderate/questions/1/acceptance", sent).status_code == 303
    desk = [assistant.get(page).text for page in ("desk/1", "desk/1/offer/return")]

    for page in triage + desk:
        assert about in page
        assert file in page
