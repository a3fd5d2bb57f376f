"""Suggesting a domain: how long it takes, and how often it is right on questions put aside."""

from pathlib import Path

from bench._measuring import cpu_seconds
from confapp.questions.suggesting import model
from confapp.questions.suggesting.model import OUTSIDE, labelled
from confapp.questions.suggesting.weighing import suggest
from confapp.settings import ROOT
from confapp.vietnamese import fold

MOST_MILLISECONDS = 50
JUDGED = Path(ROOT / "tests/questions/suggesting/judged.tsv")


def main() -> None:
    questions = labelled(JUDGED)
    of = model.of_domains()
    suggested, folded = cpu_seconds(
        lambda: [suggest(text, of=of) for _domain, text in questions],
        lambda: [fold(text) for _domain, text in questions],
    )
    milliseconds = 1000 * suggested / len(questions)
    ours = [(domain, text) for domain, text in questions if domain != OUTSIDE]
    right = sum(suggest(text, of=of).domain == domain for domain, text in ours)
    print(
        f"routing\t{milliseconds:.1f} ms a suggestion (at most {MOST_MILLISECONDS}), "
        f"{suggested / folded:.0f} times a folding; {right} of {len(ours)} right at first place"
    )
    if milliseconds > MOST_MILLISECONDS:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
