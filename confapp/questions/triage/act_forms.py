"""The forms of all that can be done with a question now."""

from confapp.events.models import Department
from confapp.questions.models import Question
from confapp.questions.triage.department_forms import MoveForm, OfferForm, SplitForm
from confapp.questions.triage.forms import (
    AcceptForm,
    ActForm,
    AskBackForm,
    ReferForm,
    RejoinForm,
    ReopenForm,
    UnmergeForm,
)
from confapp.questions.triage.picking import DeclineForm, MergeForm
from confapp.questions.triage.possible import Act

OF_ONE_BUTTON = {Act.ACCEPT, Act.UNMERGE, Act.REJOIN}
FORMS: dict[Act, type[ActForm]] = {
    form.act: form
    for form in (
        AcceptForm,
        OfferForm,
        AskBackForm,
        DeclineForm,
        MergeForm,
        SplitForm,
        MoveForm,
        ReferForm,
        ReopenForm,
        UnmergeForm,
        RejoinForm,
    )
}


def forms_of(
    acts: list[Act],
    question: Question,
    *,
    department: Department | None = None,
    sent: ActForm | None = None,
) -> dict[Act, ActForm]:
    """A form for each act, with this department suggested; what was typed stays as it is."""
    forms = {act: _empty(FORMS[act], question, department) for act in acts}
    keeps_words = sent is not None and (sent.act in acts or sent.act not in OF_ONE_BUTTON)
    return forms | ({sent.act: sent} if sent is not None and keeps_words else {})


def _empty(form: type[ActForm], question: Question, department: Department | None) -> ActForm:
    made = form(prefix=form.act)
    made.about(question)
    if isinstance(made, OfferForm) and department is not None:
        made.department.data = department.code
    return made
