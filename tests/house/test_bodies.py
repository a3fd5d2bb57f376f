"""Forms are read whole before the program begins."""

import io

import pytest
from flask import request

from confapp import access, bodies, create_app
from confapp.bodies import LARGEST_BODY, BodyFirst


class Silent(io.RawIOBase):
    """A connection on which nothing more comes."""

    def read(self, _size: int = -1) -> bytes:
        raise TimeoutError


@pytest.fixture
def called() -> list[bytes]:
    return []


@pytest.fixture
def program(called):
    def answer(environ, start_response):
        called.append(environ["wsgi.input"].read())
        start_response("200 OK", [])
        return [b""]

    return BodyFirst(answer)


def status_of(program, **environ) -> str:
    said: list[str] = []
    program(environ, lambda status, _headers: said.append(status))
    return said[0]


def test_the_program_is_called_with_the_whole_body(program, called) -> None:
    body = {"CONTENT_LENGTH": "5", "wsgi.input": io.BytesIO(b"hello, and more")}

    assert status_of(program, **body) == "200 OK"
    assert called == [b"hello"]


def test_a_sender_who_falls_silent_never_reaches_the_program(program, called) -> None:
    assert status_of(program, CONTENT_LENGTH="5", **{"wsgi.input": Silent()})[:3] == "408"
    assert called == []


def test_a_body_that_ends_early_never_reaches_the_program(program, called) -> None:
    body = {"CONTENT_LENGTH": "5", "wsgi.input": io.BytesIO(b"hel")}

    assert status_of(program, **body)[:3] == "408"
    assert called == []


def test_a_body_that_is_too_large_is_refused_unread(stranger) -> None:
    answer = stranger.post("register", {"full_name": "A" * LARGEST_BODY})

    assert answer.status_code == 413


def test_a_body_without_a_length_is_refused(program, called) -> None:
    assert status_of(program, HTTP_TRANSFER_ENCODING="chunked")[:3] == "411"
    assert called == []


def test_a_view_that_takes_files_is_handed_them_whole(environ) -> None:
    app = create_app(environ)
    sent = b"x" * (LARGEST_BODY + 1)

    @app.post("/files")
    @access.public
    @bodies.takes(LARGEST_BODY + 1)
    def keep_file():
        return str(len(request.get_data()))

    def send(content: bytes):
        headers = {"Sec-Fetch-Site": "same-origin"}
        client = app.test_client()
        return client.post("/files", data=content, headers=headers, buffered=True)

    answer, larger = send(sent), send(sent + b"x")

    assert (answer.status_code, answer.text) == (200, str(LARGEST_BODY + 1))
    assert larger.status_code == 413
