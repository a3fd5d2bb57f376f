"""Reading questions: the list, and the page of each."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from confapp import live
from confapp.access import public, reveal
from confapp.database import db
from confapp.events.current import current_event
from confapp.forms import searched
from confapp.paging import page_of
from confapp.people.visiting import visitor_or_none
from confapp.questions import acts, listing, policy, supporting, versions
from confapp.questions.views.blueprint import questions
from confapp.questions.views.delegates import own_registration
from confapp.questions.views.finding import visible_question
from confapp.registration import delegates


@questions.get("/questions")
@public
def index() -> ResponseReturnValue:
    user, event = visitor_or_none(), current_event()
    is_delegate = user is not None and db.session.scalar(delegates.own(user, event)) is not None
    is_own = is_delegate and "mine" in request.args
    words, domain = searched(), searched("domain")
    if user is not None and is_own:
        rows = listing.own(user, event, words=words, domain=domain)
    else:
        rows = listing.published(user, event, words=words, domain=domain)
    return render_template(
        "questions/index.html",
        page=page_of(rows),
        words=words,
        domain=domain,
        is_delegate=is_delegate,
        is_own=is_own,
    )


@questions.get("/questions/<int:number>")
@public
def show(number: int) -> ResponseReturnValue:
    question, mine = visible_question(number), own_registration()
    is_behind = mine is not None and supporting.is_behind(mine, question)
    return render_template("questions/show.html", question=question, is_behind=is_behind)


@questions.get("/questions/<int:number>/live")
@public
def show_live(number: int) -> ResponseReturnValue:
    question, user = visible_question(number), visitor_or_none()
    reveal(policy.may_follow(user, question))
    return live.fragment(
        acts.topic(question),
        lambda: render_template("questions/_question.html", question=question),
        also=f"-{user.id if user else 0}",
    )


@questions.get("/questions/<int:number>/versions/<int:version>")
@public
def version(number: int, version: int) -> ResponseReturnValue:
    question = visible_question(number)
    answer = versions.of_number(question, version)
    reveal(answer is not None)
    return render_template(
        "questions/version.html",
        question=question,
        answer=answer,
        changes=versions.changes(question, version),
        newest=question.published_answer,
    )
