"""Who answers, as it is said aloud."""

from confapp.events.models import Department
from confapp.i18n import current, local


def head_of(department: Department) -> str:
    """Cục trưởng Cục Sở hữu trí tuệ; Chủ tịch Ủy ban Tiêu chuẩn …, and not Ủy ban twice."""
    title, name = local(department.head_title).split(), local(department.name).split()
    shared = next((n for n in range(len(title), 0, -1) if title[-n:] == name[:n]), 0)
    between = ", " if current() == "en" and not shared else " "
    return " ".join(title) + between + " ".join(name[shared:])
