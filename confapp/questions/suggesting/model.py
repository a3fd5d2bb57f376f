"""What is known about words: the organisers' files, and the questions routed before."""

import csv
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from confapp.questions.suggesting import abbreviations, lexicon
from confapp.questions.suggesting.abbreviations import Abbreviations
from confapp.questions.suggesting.experience import Experience
from confapp.questions.suggesting.lexicon import Lexicon
from confapp.questions.suggesting.syllables import Syllable, cut, syllables
from confapp.settings import ROOT

FOLDER = ROOT / "seed" / "suggesting"
# What is not the ministry's business stands in the files under this code.
OUTSIDE = "-"
# Procedure, competence, fees: what questions of every other domain are about as well.
GENERAL = "chung"


@dataclass(frozen=True)
class Model:
    """Knows words; its experience may go on growing."""

    abbreviations: Abbreviations
    lexicon: Lexicon
    experience: Experience

    @property
    def domains(self) -> list[str]:
        """The codes of all domains, what is outside the ministry among them."""
        return sorted({OUTSIDE, *self.lexicon.domains, *self.experience.questions})

    def read(self, text: str) -> list[Syllable]:
        """The syllables of a text that `cut` gave, with abbreviations written out."""
        return self.abbreviations.write_out(syllables(text))

    def learn(self, domain: str, text: str) -> None:
        """Remember that this question belonged to the domain."""
        self.experience.learn(domain, self.read(cut(text)))

    def apart(self) -> "Model":
        """The same model with an experience of its own, so that it can learn by itself."""
        return replace(self, experience=self.experience.copy())


def read(lexicon_path: Path, *questions: Path) -> Model:
    """The model that a lexicon, the abbreviations beside it and labelled questions describe."""
    model = Model(
        abbreviations.read(lexicon_path.with_name("abbreviations.tsv")),
        lexicon.read(lexicon_path),
        Experience(),
    )
    for path in questions:
        for domain, question in labelled(path):
            model.learn(domain, question)
    return model


@cache
def of_domains() -> Model:
    """Which domain: the model of the organisers' files, which are read once."""
    return read(FOLDER / "lexicon.tsv", FOLDER / "questions.tsv")


@cache
def of_departments() -> Model:
    """Which department, within a domain that has several."""
    return read(FOLDER / "departments.tsv")


def labelled(path: Path) -> list[tuple[str, str]]:
    """The questions of a file with the columns `domain` and `question`, each after its domain."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, dialect="excel-tab", quoting=csv.QUOTE_NONE)
        return [(row["domain"], row["question"]) for row in rows]
