"""What differs between two texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confapp.questions.comparing import GONE, NEW, SAME, Part, both, differences
from confapp.questions.markdown import plain

TEXTS = st.text("ab ă\n.", max_size=40)


@given(TEXTS, TEXTS)
def test_the_parts_spell_both_texts(before, after) -> None:
    parts = differences(before, after)

    assert "".join(one.words for one in parts if one.kind != NEW) == before
    assert "".join(one.words for one in parts if one.kind != GONE) == after


@given(TEXTS, TEXTS)
def test_both_in_one_loses_no_line(before, after) -> None:
    lines = set(both(before, after).splitlines())

    assert (set(before.splitlines()) | set(after.splitlines())) - {""} == lines - {""}


def test_words_are_compared_and_not_letters() -> None:
    assert differences("Căn cứ Điều 4, đề nghị Sở", "Căn cứ Điều 15, đề nghị Sở") == (
        Part(SAME, "Căn cứ Điều "),
        Part(GONE, "4"),
        Part(NEW, "15"),
        Part(SAME, ", đề nghị Sở"),
    )


def test_long_texts_are_compared_word_by_word_too() -> None:
    lines = [f"Căn cứ khoản {n % 7} Điều {n % 50}, đề nghị Sở rà soát hồ sơ\n" for n in range(350)]
    before, after = "".join(lines), "".join(lines).replace("Điều 4,", "Điều 5,")

    parts = differences(before, after)

    assert [one for one in parts if one.kind != SAME] == [Part(GONE, "4"), Part(NEW, "5")] * 7


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b " * 5000, "b a " * 245),
        ("a,b;c." * 3000, "a,c;b." * 160),
        (",.;" * 6600, ".;,:" * 249),
    ],
)
def test_what_repeats_itself_thousands_of_times_is_compared_as_a_whole(before, after) -> None:
    assert differences(before, after) == (Part(GONE, before), Part(NEW, after))


@pytest.mark.timeout(20)
def test_thousands_of_empty_lines_are_put_together_at_once() -> None:
    assert both("\n" * 20_000, "\n" * 900).count("\n") > 20_000


def test_a_difference_is_shown_in_the_words_that_one_reads() -> None:
    text = "Căn cứ **Điều 4**, đề nghị:\n\n- rà soát;\n- báo cáo.\n\n2. một\n3. hai\n\ncuối\ndòng"

    assert plain(text) == (
        "Căn cứ Điều 4, đề nghị:\n– rà soát;\n– báo cáo.\n2. một\n3. hai\ncuối\ndòng"
    )
