"""Which acts a moderator or an organiser can do with a question now; the pages show these."""

from enum import StrEnum

from confapp.people.models import User
from confapp.questions import policy, splitting, stage
from confapp.questions.intake import OPEN, Intake, intake
from confapp.questions.models import Question


class Act(StrEnum):
    ACCEPT = "accept"
    OFFER = "offer"
    ASK_BACK = "ask_back"
    DECLINE = "decline"
    MERGE = "merge"
    SPLIT = "split"
    MOVE = "move"
    REFER = "refer"
    REOPEN = "reopen"
    UNMERGE = "unmerge"
    REJOIN = "rejoin"


# A question that is newly sent is accepted in the same act when it is sent to a department.
FROM = {
    Act.ACCEPT: {Intake.SUBMITTED},
    Act.OFFER: {Intake.SUBMITTED, Intake.ACCEPTED},
    Act.ASK_BACK: {Intake.SUBMITTED, Intake.OFFERED, Intake.OWNED},
    Act.DECLINE: {Intake.SUBMITTED, Intake.NEEDS_INFORMATION},
    Act.MERGE: OPEN,
    Act.SPLIT: {Intake.OWNED},
    Act.MOVE: {Intake.OWNED},
    Act.REFER: OPEN,
    Act.REOPEN: {Intake.DECLINED},
    Act.UNMERGE: {Intake.MERGED},
    Act.REJOIN: {Intake.OFFERED, Intake.ACCEPTED},
}
WAIT_FOR_REVIEW = {Act.ASK_BACK, Act.DECLINE, Act.MERGE, Act.MOVE, Act.REFER, Act.SPLIT}
WAIT_FOR_STAGE = {Act.ASK_BACK, Act.DECLINE, Act.MERGE, Act.REFER, Act.REJOIN, Act.SPLIT}
MAY = {
    Act.OFFER: policy.may_offer,
    Act.ASK_BACK: policy.may_ask_back,
    Act.REOPEN: policy.may_reopen,
    Act.REFER: policy.may_refer,
}


def may(act: Act, user: User, question: Question) -> bool:
    """Whether this is an act for this person, whatever the state of the question."""
    return MAY.get(act, policy.may_triage)(user, question)


def possible(question: Question, user: User) -> list[Act]:
    """What this person can do with the question as it stands."""
    return [act for act in can_be_done(question) if may(act, user, question)]


def can_be_done(question: Question) -> list[Act]:
    """What the state of the question allows, whoever asks."""
    if question.published_answer is not None:
        return []
    here, kept_back = intake(question), _kept_back(question)
    acts = [act for act in Act if here in FROM[act] and act not in kept_back]
    return [act for act in acts if act is not Act.REJOIN or _comes_from_split(question)]


def _kept_back(question: Question) -> set[Act]:
    is_in_review = question.answer is not None and not question.answer.is_draft
    return (WAIT_FOR_REVIEW if is_in_review else set()) | (
        WAIT_FOR_STAGE if stage.is_live(question) else set()
    )


def _comes_from_split(question: Question) -> bool:
    made = splitting.of_child(question)
    return made is not None and made.undone_at is None
