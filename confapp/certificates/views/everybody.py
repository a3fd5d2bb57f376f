"""Verifying a certificate, open to everybody."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from confapp.access import public
from confapp.certificates import verifying
from confapp.certificates.views.blueprint import verification
from confapp.forms import searched
from confapp.limits import limiter

of_an_address = limiter.shared_limit("30 per minute", scope="verify")


@verification.get("/verify")
@public
@of_an_address
def ask() -> ResponseReturnValue:
    if "code" not in request.args:
        return render_template("certificates/verify.html")
    typed = searched("code", longest=verifying.LONGEST)
    slip = verifying.slip_in(typed)
    if slip:
        return render_template("certificates/verify.html", typed=typed, slip=slip), 422
    return redirect(url_for(".verify", code=verifying.code_in(typed)))


@verification.get("/verify/<code>")
@public
@of_an_address
def verify(code: str) -> ResponseReturnValue:
    typed = code[: verifying.LONGEST]
    slip = verifying.slip_in(typed)
    if slip:
        return render_template("certificates/verify.html", typed=typed, slip=slip), 404
    certificate = verifying.certificate_with(code)
    page = render_template("certificates/verdict.html", certificate=certificate, typed=typed)
    return page, 200 if certificate else 404
