"""An independent checker reads the papers by the rules of PDF/UA-1 and PDF/A-2a."""

import page
import pytest

from confapp import papers
from tests.papers.test_certificate_paper import LONG, LONGER, NAMES

ONLINE = {
    "kind": "Giấy xác nhận tham dự",
    "number": "002/GXN-BKHCN",
    "salutation": "Bà",
    "full_name": NAMES[1],
    "where": "trực tuyến, điểm cầu Sở KH&CN tỉnh Đắk Lắk",
}
RULES = {"ua1": 100, "2a": 150}


def findings(pdf: bytes, profile: str) -> list[tuple[str, str]]:
    """What the checker has against the file, after it has tried all the profile's rules."""
    report = page.validate_pdf_bytes(pdf, profile=profile)
    assert report.rules.total >= RULES[profile]
    return [(failure.rule_id, failure.message) for failure in report.failures]


@pytest.mark.parametrize("profile", RULES)
@pytest.mark.parametrize("words", [{}, LONG, LONG | LONGER, ONLINE, {"post": "", "salutation": ""}])
def test_the_checker_has_nothing_against_a_certificate(certificate, words, profile):
    assert findings(certificate(**words), profile) == []


@pytest.mark.parametrize("profile", RULES)
def test_the_checker_does_find_what_is_wrong(paper_app, profile):
    picture = "<img src=paper:papers/rule.svg>"
    html = f"<html lang=vi><title>x</title><h1>A</h1><h4>B</h4>{picture}"

    pdf = papers.render(html, stylesheet="papers/ticket.css", title="x")

    assert bool(findings(pdf, profile)) is (profile == "ua1")
