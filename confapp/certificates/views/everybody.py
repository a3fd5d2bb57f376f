"""Verifying a certificate, open to everybody."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from confapp.access import public
from confapp.certificates import verifying
from confapp.certificates.views.blueprint import verification
from confapp.limits import limiter

AN_ADDRESS = "30 per minute"


@verification.get("/verify")
@public
@limiter.limit(AN_ADDRESS)
def ask() -> ResponseReturnValue:
    typed = request.args.get("code")
    if typed and typed.strip():
        return redirect(url_for(".verify", code=verifying.shortened(typed)))
    is_empty = typed is not None
    return render_template("certificates/verify.html", is_empty=is_empty), 422 if is_empty else 200


@verification.get("/verify/<code>")
@public
@limiter.limit(AN_ADDRESS)
def verify(code: str) -> ResponseReturnValue:
    printed = verifying.printed_with(code)
    page = render_template("certificates/verdict.html", printed=printed, typed=code[:40])
    return page, 200 if printed else 404
