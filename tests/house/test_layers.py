"""Features lean only on those before them, and the house leans on none."""

import ast
from collections.abc import Iterator
from pathlib import Path

import confapp

ROOT = Path(confapp.__file__).parent
FEATURES = [
    "people",
    "events",
    "agenda",
    "registration",
    "checkin",
    "questions",
    "hall",
    "handbook",
    "certificates",
    "reports",
]
# These put the program together or load it with content, so they know everything.
ASSEMBLY = {"__init__", "pages", "cli", "seeding", "serving", "worker", "demo", "migrations"}
RULES_KNOW_NO_WEB = {"models", "policy"}


def imports_of(path: Path) -> Iterator[list[str]]:
    """Each module of ours that the file imports, as the parts of its name after `confapp`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("confapp"):
            parts = node.module.split(".")[1:]
            yield from ([*parts, alias.name] for alias in node.names)


def place_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def test_features_lean_only_on_those_before_them() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {'.'.join(parts)}"
        for path in ROOT.rglob("*.py")
        if place_of(path) in FEATURES
        for parts in imports_of(path)
        if parts[0] in FEATURES and FEATURES.index(parts[0]) > FEATURES.index(place_of(path))
    ]

    assert wrong == []


def test_the_house_leans_on_no_feature() -> None:
    house = [path for path in ROOT.rglob("*.py") if place_of(path) not in {*FEATURES, *ASSEMBLY}]
    wrong = [
        f"{path.relative_to(ROOT)} imports {'.'.join(parts)}"
        for path in house
        for parts in imports_of(path)
        if parts[0] in FEATURES
    ]

    assert len(house) > 10
    assert wrong == []


def test_tables_and_policies_know_no_web() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if path.stem in RULES_KNOW_NO_WEB and "from flask import" in path.read_text("utf-8")
    ]

    assert wrong == []


def test_only_the_clock_reads_the_wall_clock() -> None:
    readers = {"datetime.now(", "time.time(", "date.today(", "utcnow("}
    wrong = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if any(reader in path.read_text("utf-8") for reader in readers)
    ]

    assert wrong == ["clock.py"]
