"""How an answer names the law, and how others name the answer."""

import sqlalchemy as sa
from flask import current_app
from flask_babel import gettext as _

from confapp.events.models import Event, LegalDocument
from confapp.i18n import date_short, local
from confapp.questions.legal_documents import kinds, listing
from confapp.questions.models import Answer, Citation, Question, Reference

NON_BREAKING_HYPHEN = "\N{NON-BREAKING HYPHEN}"


def citable(event: Event) -> sa.Select[LegalDocument]:
    """The documents that answers of this event may cite."""
    return listing.matching(event)


def name_of(document: LegalDocument) -> str:
    """Nghị định số 133/2025/NĐ-CP, but Luật Sở hữu trí tuệ số 50/2005/QH11.

    Once introduced, a document is cited by its kind and number, laws and ordinances by their kind
    and name (Nghị định 30/2020/NĐ-CP, phụ lục I); their number tells two of one name apart.
    """
    kind = kinds.of(document)
    if kind.begins:
        return _("%(title)s No. %(number)s", title=local(document.title), number=document.number)
    return _("%(kind)s No. %(number)s", kind=kind.words, number=document.number)


def provision(citation: Citation) -> str:
    """Điểm a khoản 2 Điều 29 Nghị định số 133/2025/NĐ-CP, from the smallest part up."""
    of = {"article": citation.article, "document": _in_a_sentence(citation.document)}
    point, clause = citation.point, citation.clause
    if point and clause:
        words = _(
            "point %(point)s, clause %(clause)s, Article %(article)s of %(document)s",
            point=point,
            clause=clause,
            **of,
        )
    elif clause:
        words = _("clause %(clause)s, Article %(article)s of %(document)s", clause=clause, **of)
    elif point:
        words = _("point %(point)s, Article %(article)s of %(document)s", point=point, **of)
    else:
        words = _("Article %(article)s of %(document)s", **of)
    return words


def _in_a_sentence(document: LegalDocument) -> str:
    name = name_of(document)
    return _("the %(law)s", law=name) if kinds.of(document).begins else name


def provision_given(reference: Reference) -> str:
    """What an asker named, part by part, as it was typed."""
    parts = [
        _("point %(point)s", point=reference.point) if reference.point else "",
        _("clause %(clause)s", clause=reference.clause) if reference.clause else "",
        _("Article %(article)s", article=reference.article) if reference.article else "",
        reference.document,
    ]
    return ", ".join(part for part in parts if part)


def unbroken(words: str) -> str:
    """For pages: no line ends within 133/2025/NĐ‑CP."""
    return words.replace("-", NON_BREAKING_HYPHEN)


def permanent_address(question: Question) -> str:
    """The full address of the question's page, which never changes; in letters as on pages."""
    base_url: str = current_app.config["SETTINGS"].base_url
    return f"{base_url}/{question.event.slug}/questions/{question.number}"


def quotation(answer: Answer) -> str:
    """The text as a quotation in Markdown, with the number of the question it answers."""
    lines = [f"> {line}".rstrip() for line in answer.text.splitlines()]
    return "\n".join([*lines, ">", f"> ({answer.question.reference})"])


def address_of_version(answer: Answer) -> str:
    """The full address at which this text stays, whatever is published after it."""
    question, publication = answer.question, answer.publication
    if publication is None:
        raise ValueError("only a published answer has an address")
    return f"{permanent_address(question)}/versions/{publication.version}"


def cite_as(answer: Answer) -> str:
    """The line that others put under what they take from a published answer."""
    question, publication = answer.question, answer.publication
    if question.department is None or publication is None:
        raise ValueError("only a published answer can be cited")
    return _(
        "%(department)s, answer to question %(number)s, “%(event)s”, "
        "version %(version)s of %(day)s, %(address)s",
        department=local(question.department.name),
        number=question.reference,
        event=local(question.event.short_title),
        version=publication.version,
        day=date_short(publication.at),
        address=address_of_version(answer),
    )
