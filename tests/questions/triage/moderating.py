"""What moderators send from their pages, and where each act's form goes."""

from typing import Any

from confapp.database import db
from confapp.questions.intake import Intake, intake
from confapp.questions.models import Question
from tests.questions.making import Asked

REASON = "Nội dung này không thuộc phạm vi của hội nghị."
BODY = "Bộ Nội vụ"
OTHER = "Kinh phí tập huấn cho cấp xã được lấy từ nguồn nào?"
# The act, where its form goes, and its fields; `other` stands for another question's number.
FORMS: dict[str, tuple[str, dict[str, Any]]] = {
    "accept": ("acceptance", {"accept-domain": "shtt"}),
    "offer": ("offer", {"offer-department": "shtt"}),
    "ask_back": ("information-request", {"ask_back-message": REASON}),
    "decline": ("refusal", {"decline-code": "outside_scope", "decline-reason": REASON}),
    "merge": ("merging", {"merge-picked": "{other}", "merge-reason": REASON}),
    "split": (
        "split",
        {
            "split-text": OTHER,
            "split-department": "shtt",
            "split-other_text": OTHER,
            "split-other_department": "pc",
        },
    ),
    "move": ("move", {"move-department": "pc", "move-reason": REASON}),
    "refer": ("referral", {"refer-body": BODY, "refer-reason": REASON}),
    "reopen": ("reopening", {"reopen-note": REASON}),
    "unmerge": ("separation", {}),
    "rejoin": ("rejoining", {}),
}


def sent(browser, act: str, asked: Asked, *, other: Asked | None = None, **told: Any):
    """The answer to the act's form; `told` replaces fields by their names without the act."""
    noun, fields = FORMS[act]
    filled_in = fields | {f"{act}-{name}": value for name, value in told.items()}
    if other is not None:
        filled_in = {
            name: value.format(other=other.number) if isinstance(value, str) else value
            for name, value in filled_in.items()
        }
    return browser.post(f"moderate/questions/{asked.number}/{noun}", filled_in)


def state_of(app, asked: Asked) -> Intake:
    with app.app_context():
        return intake(db.session.get_one(Question, asked.id))


def number_of(text: str) -> Asked:
    """The question with these words."""
    question = db.session.query(Question).filter_by(text=text).order_by(Question.id.desc()).first()
    return Asked(question.id, question.number, question.asker_id or 0)
