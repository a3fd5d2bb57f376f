"""Organisers word the letters of their event; what they cannot mean is refused at its field."""

import html
import re
from typing import Any

import pytest
import sqlalchemy as sa

from confapp.database import db
from confapp.mail import wording
from confapp.mail.hypertext import as_html
from confapp.mail.models import Message, OwnWording
from tests.cast import Browser

PATH = "organise/letter-texts/confirmation"
NAMES = [
    "already-registered",
    "cancelled",
    "certificate",
    "certificate-revoked",
    "certificate-superseding",
    "confirmation",
    "invitation",
    "known-account",
    "pending",
    "place-given",
    "place-offered",
    "question-asked-back",
    "question-corrected",
    "question-declined",
    "question-merged",
    "question-published",
    "question-referred",
    "question-retracted",
    "question-split",
    "question-unmerged",
    "rejected",
    "reminder",
    "replaced",
    "waiting",
]
FORM = {
    "salutation": "Bà",
    "full_name": "Nguyễn Thị Thuỳ Trang",
    "post": "Phó Trưởng phòng",
    "organisation": "Sở Khoa học và Công nghệ",
    "province": "68",
    "email": "trang@example.org",
    "phone": "0912 345 678",
    "mode": "in_person",
    "sessions": ["1"],
    "organising": "y",
}


@pytest.fixture
def organiser(cast) -> Browser:
    return cast.organiser()


def shown(organiser: Browser, path: str = PATH) -> dict[str, str]:
    """The fields of the form as the page shows them."""
    page = html.unescape(organiser.get(path).text)
    texts = dict(re.findall(r'<textarea.*?name="(\w+)".*?>\s*(.*?)</textarea>', page, re.S))
    subjects = re.findall(r'<input[^>]*name="(subject_\w+)"[^>]*value="(.*?)"', page)
    return texts | dict(subjects)


def kept(app) -> list[tuple[str, str]]:
    with app.app_context():
        rows = db.session.scalars(sa.select(OwnWording).order_by(OwnWording.id))
        return [(one.language, one.subject) for one in rows]


def register(app, **told: Any) -> Message:
    assert Browser(app.test_client()).post("register", FORM | told).status_code == 303
    with app.app_context():
        return db.session.scalars(sa.select(Message)).one()


def test_the_list_names_each_letter_and_what_was_changed(organiser) -> None:
    organiser.post(PATH, shown(organiser) | {"subject_vi": "Đã nhận đăng ký"})

    page = organiser.get("organise/letter-texts").text

    assert sorted(re.findall(r"organise/letter-texts/([\w-]+)", page)) == NAMES
    assert page.count("Soạn riêng cho hội nghị này") == 1
    assert page.count("Nội dung gốc") == len(NAMES) - 1


@pytest.mark.parametrize("name", NAMES)
def test_each_letter_is_shown_as_it_ships_and_as_a_sample_person_gets_it(organiser, name) -> None:
    path = f"organise/letter-texts/{name}"
    page = html.unescape(organiser.get(path).text)
    samples = re.findall(r'<article class="letter".*?>(.*?)</article>', page, re.S)

    fields = shown(organiser, path)
    assert sorted(fields) == ["subject_en", "subject_vi", "text_en", "text_vi"]
    assert re.search(r"\$[a-z_]+", fields["text_vi"])
    assert [("$" in sample, "%(" in sample) for sample in samples] == [(False, False)] * 2
    assert organiser.post(path, fields).status_code == 303


def test_what_the_organisers_say_is_what_a_delegate_gets(app, organiser) -> None:
    words = "Kính gửi $name,\n\nMã: $number. Phí: $$0. http://evil.example\n$link"
    sent = shown(organiser) | {"subject_vi": "Đã nhận: $name, $link", "text_vi": words}
    assert organiser.post(PATH, sent).status_code == 303

    letter = register(app)

    link = re.search(r"http://localhost/sign-in/link/\S+", letter.text)[0]
    assert letter.text == (
        f"Kính gửi Bà Nguyễn Thị Thuỳ Trang,\n\nMã: ĐB-0001. Phí: $0. http://evil.example\n{link}"
    )
    with app.app_context():
        assert re.findall(r'<a href="(.*?)">', as_html(letter, sender="x"))[:-1] == [link]


def test_a_name_with_a_placeholder_in_it_stays_a_name(app, organiser) -> None:
    sent = shown(organiser) | {"text_vi": "Gửi $name", "subject_vi": "Gửi $name"}
    organiser.post(PATH, sent)

    letter = register(app, full_name="An $link ${page}")

    assert "http" not in letter.text + letter.subject


def test_words_as_they_ship_are_not_kept(app, organiser) -> None:
    original = shown(organiser)
    organiser.post(PATH, original | {"subject_vi": "Khác", "subject_en": "Other"})
    changed = kept(app)
    organiser.post(PATH, original | {"subject_en": "Other"})

    assert changed == [("vi", "Khác"), ("en", "Other")]
    assert kept(app) == [("en", "Other")]


def test_the_original_wording_comes_back(app, organiser) -> None:
    original = shown(organiser)
    organiser.post(PATH, original | {"text_vi": "Khác"})

    answer = organiser.post(f"{PATH}/original")

    assert answer.status_code == 303
    assert (shown(organiser), kept(app)) == (original, [])


def test_looking_at_a_sample_saves_nothing(app, organiser) -> None:
    sent = shown(organiser) | {"text_vi": "Chào $name", "act": "preview"}

    answer = organiser.post(PATH, sent)

    assert answer.status_code == 200
    assert "Chào Bà Nguyễn Thị Minh Hòa</article>" in answer.text
    assert "Chào $name</textarea>" in answer.text
    assert kept(app) == []


@pytest.mark.parametrize(
    ("path", "told", "field", "sentence"),
    [
        (PATH, {"text_vi": "Gửi $ten"}, "text_vi", "Không dùng được trường $ten trong thư này."),
        (PATH, {"text_en": "Dear $$$"}, "text_en", "Dấu $ không đứng trước"),
        (PATH, {"subject_vi": "${name!r}"}, "subject_vi", "Dấu $ không đứng trước"),
        (PATH, {"subject_vi": ""}, "subject_vi", "Vui lòng nhập tiêu đề."),
        (PATH, {"text_vi": ""}, "text_vi", "Vui lòng nhập nội dung."),
        (PATH, {"text_vi": "x" * 5001}, "text_vi", "không quá 5000 ký tự"),
        (
            "organise/letter-texts/known-account",
            {"text_vi": "Kính gửi"},
            "text_vi",
            "Thư này cần có chỗ điền $link.",
        ),
    ],
)
def test_what_cannot_be_filled_in_is_refused_at_its_field_and_nothing_is_lost(
    app, organiser, path, told, field, sentence
) -> None:
    answer = organiser.post(path, shown(organiser, path) | told)

    assert answer.status_code == 422
    page = html.unescape(answer.text)
    assert sentence in re.search(rf'id="{field}-error">(.*?)</p>', page, re.S)[1]
    assert f"{told[field]}<" in page or f'value="{told[field]}"' in page
    assert kept(app) == []


def test_another_event_keeps_its_own_words(app, organiser, day) -> None:
    organiser.post(PATH, shown(organiser) | {"subject_vi": "Khác"})
    other = day.other_event()

    with app.app_context():
        letter = wording.letters["confirmation"]
        assert wording.current(letter, other) == wording.original(letter)


PAGES = [("GET", ""), ("GET", "/confirmation"), ("POST", "/confirmation"),
         ("POST", "/confirmation/original")]  # fmt: skip


@pytest.mark.parametrize(("method", "path"), PAGES)
def test_nobody_but_organisers_may(cast, things, stranger, method, path) -> None:
    others = [
        cast.moderator(),
        cast.desk(),
        cast.head("shtt"),
        cast.delegate(things.registration()),
    ]
    address = f"organise/letter-texts{path}"

    assert {getattr(one, method.lower())(address).status_code for one in others} == {403}
    expected = 302 if method == "GET" else 403
    assert getattr(stranger, method.lower())(address).status_code == expected


@pytest.mark.parametrize(("method", "path"), PAGES[1:])
def test_a_letter_that_does_not_exist_is_no_page(organiser, method, path) -> None:
    address = f"organise/letter-texts{path}".replace("confirmation", "nonsense")

    assert getattr(organiser, method.lower())(address).status_code == 404
