"""For heads who approve from their letters: no account, no session, two taps."""

from flask import Response, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from confapp.access import public
from confapp.clock import now
from confapp.database import db
from confapp.events.current import current_event
from confapp.forms import read
from confapp.limits import limiter
from confapp.questions import approval_links
from confapp.questions.answering import KINDS
from confapp.questions.forms import ReturnForm
from confapp.questions.models import ApprovalLink
from confapp.questions.views import enclosed_file
from confapp.questions.views.blueprint import questions

of_an_address = limiter.shared_limit("60 per minute", scope="approval links")
# Neither a page that is opened next nor a search engine gets to know the key in the address.
KEPT_CLOSE = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex"}


@questions.get("/approval/<key>")
@public
@of_an_address
def approval_link(key: str) -> ResponseReturnValue:
    return _page("read", key, _alive(key))


@questions.get("/approval/<key>/attachment")
@public
@of_an_address
def attachment_by_link(key: str) -> ResponseReturnValue:
    response = enclosed_file.as_it_came(_alive(key).submission.answer.question)
    response.headers.update(KEPT_CLOSE)
    return response


@questions.get("/approval/<key>/confirmation")
@public
@of_an_address
def confirm_approval(key: str) -> ResponseReturnValue:
    # Mail scanners open links: only the button on this page approves.
    return _page("confirm", key, _alive(key))


@questions.post("/approval/<key>")
@public
@of_an_address
def approve_by_link(key: str) -> ResponseReturnValue:
    approval_links.approve(key, current_event(), at=now())
    db.session.commit()
    return redirect(url_for(".done_by_link", act="approved"), 303)


@questions.get("/approval/<key>/return")
@public
@of_an_address
def return_link(key: str) -> ResponseReturnValue:
    return _page("return", key, _alive(key), form=ReturnForm())


@questions.post("/approval/<key>/return")
@public
@of_an_address
def return_by_link(key: str) -> ResponseReturnValue:
    form = read(ReturnForm)
    if not form.validate():
        return _page("return", key, _alive(key), form=form), 422
    approval_links.send_back(key, current_event(), reason=form.reason.data, at=now())
    db.session.commit()
    return redirect(url_for(".done_by_link", act="returned"), 303)


@questions.get("/approvals/<any(approved, returned):act>")
@public
def done_by_link(act: str) -> ResponseReturnValue:
    return render_template("questions/approval/done.html", act=act)


def _alive(key: str) -> ApprovalLink:
    return approval_links.alive(key, current_event(), at=now())


def _page(name: str, key: str, link: ApprovalLink, **words: object) -> Response:
    answer = link.submission.answer
    page = render_template(
        f"questions/approval/{name}.html",
        key=key,
        link=link,
        answer=answer,
        question=answer.question,
        kinds=KINDS,
        file_at=url_for(".attachment_by_link", key=key),
        **words,
    )
    response = make_response(page)
    response.headers.update(KEPT_CLOSE)
    return response
