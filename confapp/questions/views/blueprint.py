"""Where the pages of questions hang, and what their templates ask."""

from typing import Any

from flask import Blueprint

from confapp.clock import now
from confapp.questions import (
    answering,
    citing,
    clusters,
    desk,
    due,
    ending,
    intake,
    own,
    owning,
    policy,
    states,
    tracking,
    versions,
)
from confapp.questions.askers import from_where
from confapp.questions.legal_documents import force
from confapp.questions.markdown import markdown

questions = Blueprint("questions", __name__)
questions.add_app_template_filter(markdown, "markdown")
questions.add_app_template_filter(citing.provision, "provision")
questions.add_app_template_filter(citing.provision_given, "provision_given")
questions.add_app_template_filter(citing.name_of, "name_of_document")
questions.add_app_template_filter(force.warning_at, "out_of_force")
questions.add_app_template_filter(citing.unbroken, "unbroken")
questions.add_app_template_filter(citing.cite_as, "cite_as")
questions.add_app_template_filter(citing.quotation, "quotation")
questions.add_app_template_global(from_where)


@questions.context_processor
def ask_the_rules() -> dict[str, Any]:
    """What a button shows is what the view behind it allows."""
    rules = {"policy": policy, "states": states, "tracking": tracking, "due": due, "own": own}
    facts = {"clusters": clusters, "ending": ending, "versions": versions}
    of_desk = {
        "returns_of": intake.returns_of,
        "REASONS": owning.REASONS,
        "KINDS": answering.KINDS,
        "due_first": desk.due_first,
    }
    return rules | facts | of_desk | {"at": now()}
