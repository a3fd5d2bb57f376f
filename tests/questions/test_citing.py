"""Answers name the law as official texts do."""

import pytest

from confapp.database import Words
from confapp.events.models import LegalDocument
from confapp.questions import citing
from confapp.questions.models import Citation


@pytest.mark.parametrize(
    ("article", "clause", "point", "words"),
    [
        ("29", "", "", "Article 29 of Decree No. 133/2025/NĐ-CP"),
        ("29", "2", "", "clause 2, Article 29 of Decree No. 133/2025/NĐ-CP"),
        ("29", "2", "a", "point a, clause 2, Article 29 of Decree No. 133/2025/NĐ-CP"),
        ("29", "", "a", "point a, Article 29 of Decree No. 133/2025/NĐ-CP"),
    ],
)
def test_a_provision_is_named_from_its_smallest_part_up(app, article, clause, point, words) -> None:
    decree = LegalDocument(kind="decree", number="133/2025/NĐ-CP")
    citation = Citation(document=decree, article=article, clause=clause, point=point)

    with app.test_request_context("/?lang=en"):
        assert citing.provision(citation) == words


LAW = Words("Luật Sở hữu trí tuệ", "Law on Intellectual Property")


@pytest.mark.parametrize(
    ("kind", "number", "language", "words"),
    [
        ("decree", "133/2025/NĐ-CP", "vi", "điểm a khoản 2 Điều 7 Nghị định số 133/2025/NĐ-CP"),
        (
            "circular",
            "26/2020/TT-BTTTT",
            "vi",
            "điểm a khoản 2 Điều 7 Thông tư số 26/2020/TT-BTTTT",
        ),
        ("decision", "581/QĐ-SHTT", "vi", "điểm a khoản 2 Điều 7 Quyết định số 581/QĐ-SHTT"),
        ("law", "50/2005/QH11", "vi", "điểm a khoản 2 Điều 7 Luật Sở hữu trí tuệ số 50/2005/QH11"),
        (
            "law",
            "50/2005/QH11",
            "en",
            "point a, clause 2, Article 7 of the Law on Intellectual Property No. 50/2005/QH11",
        ),
        (
            "circular",
            "26/2020/TT-BTTTT",
            "en",
            "point a, clause 2, Article 7 of Circular No. 26/2020/TT-BTTTT",
        ),
    ],
)
def test_a_document_is_cited_by_its_kind_and_number_and_a_law_by_its_name(
    app, kind, number, language, words
) -> None:
    document = LegalDocument(kind=kind, number=number, title=LAW)
    citation = Citation(document=document, article="7", clause="2", point="a")

    with app.test_request_context(f"/?lang={language}"):
        assert citing.provision(citation) == words


def test_a_law_without_an_english_name_is_cited_by_its_vietnamese_one(app) -> None:
    law = LegalDocument(kind="law", number="50/2005/QH11", title=Words(LAW.vi, ""))
    citation = Citation(document=law, article="7", clause="", point="")

    with app.test_request_context("/?lang=en"):
        words = citing.provision(citation)

    assert words == "Article 7 of the Luật Sở hữu trí tuệ No. 50/2005/QH11"


def test_on_a_page_the_number_of_a_decree_never_breaks() -> None:
    assert citing.unbroken("133/2025/NĐ-CP") == "133/2025/NĐ\N{NON-BREAKING HYPHEN}CP"
