"""What every answer tells the browser."""

import pytest

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize(
    "path", ["agenda", "nowhere", "/sign-in", "/static/favicon.svg", "agenda.ics"]
)
def test_nothing_foreign_is_loaded_framed_or_guessed(stranger, path) -> None:
    headers = stranger.get(path).headers

    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_pages_are_not_kept_and_assets_are(stranger) -> None:
    page = stranger.get("/sign-in")
    start = page.text.index("/static/css/main.css?v=")
    asset = stranger.get(page.text[start : page.text.index('"', start)])

    assert page.headers["Cache-Control"] == "no-store"
    assert asset.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_the_session_cookie_is_for_this_site_and_for_the_server_only(stranger) -> None:
    cookie = stranger.get("me").headers["Set-Cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_an_unknown_host_is_not_answered(environ) -> None:
    from confapp import create_app

    app = create_app(environ | {"CONFAPP_TRUSTED_HOSTS": "hoinghi.example.vn"})

    answers = [
        app.test_client().get("/healthz", headers={"Host": host}).status_code
        for host in ("hoinghi.example.vn", "evil.example")
    ]

    assert answers == [200, 400]
