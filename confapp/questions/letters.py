"""Letters to who asked."""

from datetime import datetime

from flask_babel import force_locale
from flask_babel import gettext as _

from confapp.mail import outbox
from confapp.mail.links import Link
from confapp.mail.writing import written
from confapp.questions.citing import permanent_address
from confapp.questions.models import Answer


def tell_of_answer(answer: Answer, *, at: datetime) -> None:
    """Write to the asker, if there is one still, in their language that the answer is published."""
    question, asker = answer.question, answer.question.asker
    if asker is None:
        return
    with force_locale(asker.language):
        outbox.write(
            asker.email,
            _("Answer to question %(number)s", number=question.reference),
            written(
                "questions/letters/published.txt",
                question=question,
                answer=answer,
                address=Link(permanent_address(question)),
            ),
            at=at,
            event_id=question.event_id,
        )
