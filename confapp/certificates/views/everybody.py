"""Verifying a certificate, open to everybody."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from confapp import bodies
from confapp.access import public
from confapp.certificates import bringing, verifying
from confapp.certificates.forms import BroughtForm
from confapp.certificates.views.blueprint import verification
from confapp.forms import read, searched
from confapp.limits import limiter

of_an_address = limiter.shared_limit("30 per minute", scope="verify")


@verification.get("/verify")
@public
@of_an_address
def ask() -> ResponseReturnValue:
    if "code" not in request.args:
        return render_template("certificates/verify.html", form=read(BroughtForm))
    typed = searched("code", longest=verifying.LONGEST)
    slip = verifying.slip_in(typed)
    if slip:
        return _asked_again(typed, slip), 422
    return redirect(url_for(".verify", code=verifying.code_in(typed)))


@verification.get("/verify/<code>")
@public
@of_an_address
def verify(code: str) -> ResponseReturnValue:
    typed = code[: verifying.LONGEST]
    slip = verifying.slip_in(typed)
    if slip:
        return _asked_again(typed, slip), 404
    certificate = verifying.certificate_with(code)
    page = render_template("certificates/verdict.html", certificate=certificate, typed=typed)
    return page, 200 if certificate else 404


@verification.post("/verify")
@public
@of_an_address
@bodies.takes(bringing.LARGEST)
def verify_file() -> ResponseReturnValue:
    form = read(BroughtForm)
    if not form.validate():
        return render_template("certificates/verify.html", form=form), 422
    brought = bringing.identified(form.file.data.stream.read())
    if brought is None:
        return render_template("certificates/unknown_file.html", form=BroughtForm()), 404
    return render_template(
        "certificates/verdict.html", certificate=brought.certificate, brought=brought
    )


def _asked_again(typed: str, slip: str) -> str:
    return render_template("certificates/verify.html", typed=typed, slip=slip, form=BroughtForm())
