"""Answers name the law as official texts do."""

import pytest

from confapp.events.models import Decree
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
    decree = Decree(number="133/2025/NĐ-CP")
    citation = Citation(decree=decree, article=article, clause=clause, point=point)

    with app.test_request_context("/?lang=en"):
        assert citing.provision(citation) == words


def test_on_a_page_the_number_of_a_decree_never_breaks() -> None:
    assert citing.unbroken("133/2025/NĐ-CP") == "133/2025/NĐ\N{NON-BREAKING HYPHEN}CP"
