"""What tests read on the console."""

import re


def numbers_in(part: str, page: str) -> list[int]:
    """The questions whose cards stand in the queue, the routing list or the search."""
    begin = page.index(part)
    end = page.find("</section>", begin)
    return [int(found) for found in re.findall(r'question-number"[^>]*>HĐ-(\d+)', page[begin:end])]


def preview_of(page: str) -> str:
    return page[page.index('id="preview-title"') :]
