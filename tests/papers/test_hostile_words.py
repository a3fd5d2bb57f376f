"""Whatever people and organisers have typed is printed as it stands, and nothing is obeyed."""

import socket
import unicodedata
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from confapp.fonts import VIETNAMESE_LETTERS
from tests.papers.reading import words_of

TYPED = ["{{7*7}}", "${x}", "$", "100 $ $$ $x", "{0.__class__}", "%(x)s", "</p><b>x</b>"]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def nobody_called(listener: socket.socket) -> bool:
    with pytest.raises(BlockingIOError):
        listener.accept()
    return True


@pytest.mark.parametrize("typed", TYPED)
def test_words_in_the_wording_that_are_no_placeholder_are_printed(certificate, typed):
    words = words_of(certificate(above=f"Dự $event {typed}", below=f"$post {typed}; $where"))

    # $$ is how the sign itself is written where placeholders are.
    printed = typed.replace("$$", "$")
    assert f"phương {printed} " in words
    assert f"Phó Giám đốc {printed}; Trụ sở" in words


@pytest.mark.parametrize("typed", TYPED)
def test_a_persons_words_are_no_wording(certificate, typed):
    words = words_of(certificate(full_name=f"An {typed}", post="$event", organisation=typed))

    assert f"An {typed} " in words
    assert "Chức vụ: $event " in words
    assert f"Đơn vị công tác: {typed} " in words


def test_a_picture_in_a_name_is_neither_asked_for_nor_put_into_the_file(certificate, listener):
    port = listener.getsockname()[1]
    name = f"<img src=http://127.0.0.1:{port}/>"
    link = f'<link rel="attachment" href="http://127.0.0.1:{port}/">'

    pdf = certificate(full_name=name, post=link, below=f"$post {name}", place=name)

    assert nobody_called(listener)
    assert words_of(pdf).count(name) == 3
    assert link in words_of(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        assert dict(document.attachments) == {}
        # The QR code is drawn with ink.
        assert len(document.pages[0].get_images()) == 0
        assert b"/URI" not in b"".join(
            thing.unparse(resolved=True)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary)
        )


def test_every_vietnamese_letter_is_printed_and_read_back_in_nfc(certificate):
    sixths = [VIETNAMESE_LETTERS[start::6] for start in range(6)]

    for letters in map("".join, sixths):
        words = words_of(certificate(full_name=letters, organisation=letters, place=letters))
        assert words.count(letters) == 3
        assert unicodedata.is_normalized("NFC", words)
