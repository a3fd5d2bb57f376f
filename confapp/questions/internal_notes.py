"""What others have written about the same question: notes for who answers it, never public."""

from confapp.questions import clusters
from confapp.questions.models import Answer, Question


def beside(question: Question) -> list[Answer]:
    """Drafts that earlier owners left, and those of questions that are merged into this one."""
    left = [one for one in question.answers if one.offer is not question.offer]
    merged = [one for other in clusters.merged_into(question) for one in other.answers]
    return [one for one in (*left, *merged) if one.text and one.publication is None]
