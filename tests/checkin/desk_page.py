"""What tests read on the page of the check-in desk."""

import re


def verdict_on(page: str) -> str:
    return re.search(r'data-verdict="(\w+)"', page)[1]


def scan(desk, code: str, session_id: int):
    return desk.post("checkin", {"session": session_id, "code": code})
