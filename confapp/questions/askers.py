"""From where a question comes, as pages say it."""

from flask_babel import gettext as _

from confapp.questions.models import Question


def from_where(question: Question) -> str:
    """The asker's province, or that it is the ministry; nothing once the asker is forgotten.

    Of somebody who is not registered it is the province that the slip names, if it names one.
    """
    if question.asker is None:
        return question.province.full_name if question.province else ""
    return question.province.full_name if question.province else _("A unit of the ministry")
