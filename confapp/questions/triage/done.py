"""What was done with several questions, in a sentence that names them."""

from collections.abc import Sequence

from flask_babel import ngettext

from confapp.events.models import Department
from confapp.i18n import local
from confapp.questions.models import Question
from confapp.questions.triage.possible import Act
from confapp.questions.triage.several_forms import MergeAllForm, SeveralForm

# More numbers than these make a sentence that nobody reads.
MOST_NAMED = 10


def sentences(form: SeveralForm, chosen: Sequence[Question]) -> str:
    """With how many and which questions what was done, and which still wait for a department."""
    if isinstance(form, MergeAllForm):
        return _merged([one for one in chosen if one is not form.one], form.one)
    if form.act is Act.DECLINE:
        return _declined(chosen)
    return _taken_in(chosen)


def _merged(others: Sequence[Question], target: Question) -> str:
    return ngettext(
        "%(num)s question has been merged into %(other)s: %(numbers)s.",
        "%(num)s questions have been merged into %(other)s: %(numbers)s.",
        len(others),
        other=target.reference,
        numbers=_named(others),
    )


def _declined(chosen: Sequence[Question]) -> str:
    return ngettext(
        "%(num)s question has been declined: %(numbers)s.",
        "%(num)s questions have been declined: %(numbers)s.",
        len(chosen),
        numbers=_named(chosen),
    )


def _taken_in(chosen: Sequence[Question]) -> str:
    """Who was sent where, department by department; then who was accepted and has none yet."""
    departments = dict.fromkeys(one.department for one in chosen if one.department)
    said = [
        _sent([one for one in chosen if one.department is department], department)
        for department in departments
    ]
    waiting = [one for one in chosen if one.department is None]
    return " ".join(said + ([_accepted(waiting)] if waiting else []))


def _sent(some: Sequence[Question], department: Department) -> str:
    return ngettext(
        "%(num)s question has been sent to %(department)s: %(numbers)s.",
        "%(num)s questions have been sent to %(department)s: %(numbers)s.",
        len(some),
        department=local(department.name),
        numbers=_named(some),
    )


def _accepted(some: Sequence[Question]) -> str:
    return ngettext(
        "%(num)s question has been accepted and waits for its department: %(numbers)s.",
        "%(num)s questions have been accepted and wait for their department: %(numbers)s.",
        len(some),
        numbers=_named(some),
    )


def _named(some: Sequence[Question]) -> str:
    named = ", ".join(one.reference for one in some[:MOST_NAMED])
    return f"{named}, …" if len(some) > MOST_NAMED else named
