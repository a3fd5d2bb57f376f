"""Letters in HTML: our own addresses are links, and nothing that somebody typed ever is."""

import re

import pytest
import sqlalchemy as sa
from flask import Flask

from confapp.clock import now
from confapp.database import db
from confapp.mail import outbox
from confapp.mail.hypertext import as_html, paragraphs
from confapp.mail.links import Link, marked
from confapp.mail.models import Message
from confapp.people import inviting

OURS = "http://localhost/tap-huan-13-11-2025/me"
HOSTILE = [
    '=HYPERLINK("http://x")',
    "An\r\nBcc: evil@example.org",
    "<script>alert(1)</script>",
    "http://evil.example",
    "[x](http://evil.example)",
    f"\ufdd0http://evil.example\ufdd1 {OURS}",
    '<a href="http://evil.example">x</a>',
]


def written(text: str) -> Message:
    letter = outbox.write("an@example.org", "Vé", text, at=now())
    db.session.commit()
    return letter


def html_of(letter: Message) -> str:
    return as_html(letter, sender="Ban tổ chức")


def links_in(html: str) -> list[str]:
    return re.findall(r'<a href="(.*?)">', html)


@pytest.mark.parametrize("typed", HOSTILE)
def test_only_what_the_program_put_in_is_a_link(app: Flask, typed: str) -> None:
    with app.app_context():
        letter = written(f"Kính gửi {marked(typed)},\n\n{marked(Link(OURS))}\n")
        html = html_of(letter)

    assert letter.text.endswith(f"\n\n{OURS}\n")
    assert links_in(html) == [OURS, "http://localhost"]
    assert "<script" not in html


def test_lines_stand_in_their_paragraphs(app: Flask) -> None:
    with app.app_context():
        letter = written(f"Kính gửi,\n\n\nNgày: 13\nNơi: {marked(Link(OURS))}.\n\n")
        texts = [
            ["".join(piece.text for piece in line) for line in lines]
            for lines in paragraphs(letter)
        ]
        html = html_of(letter)

    assert texts == [["Kính gửi,"], ["Ngày: 13", f"Nơi: {OURS}."]]
    assert f'Ngày: 13<br>Nơi: <a href="{OURS}">{OURS}</a>.</p>' in html


def test_a_sign_in_link_is_a_link_and_a_name_is_none(app, stranger) -> None:
    with app.app_context():
        inviting.account("an@example.org", "An http://evil.example", at=now(), is_staff=False)
        db.session.commit()
    stranger.post("/sign-in/link", {"email": "an@example.org"})

    with app.app_context():
        letter = db.session.scalars(sa.select(Message)).one()
        [link, home] = links_in(html_of(letter))

    assert link.startswith("http://localhost/sign-in/link/")
    assert home == "http://localhost"
    assert "evil" not in letter.text


def test_a_letter_says_its_language(app: Flask, stranger, cast) -> None:
    cast.moderator()
    stranger.post("/sign-in/link?lang=en", {"email": "moderator@example.org"})

    with app.app_context():
        letter = db.session.scalars(sa.select(Message)).one()

        assert letter.language == "en"
        assert '<html lang="en">' in html_of(letter)
        assert "needs no answer" in html_of(letter)
