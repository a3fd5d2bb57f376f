"""The names of files: as they came, as a title, and as they can lie in a folder anywhere."""

from confapp.vietnamese import nfc

LONGEST = 200
NOT_IN_FOLDERS = '<>:"/\\|?*'


def cleaned(sent: str) -> str:
    """The name without the folders before it and without what cannot be seen, in NFC."""
    last = sent.replace("\\", "/").rpartition("/")[2]
    seen = nfc("".join(c if c.isprintable() else " " for c in last))
    return _shortened(" ".join(seen.split()))


def as_title(name: str) -> str:
    """What a document is called until somebody says better: its name without the extension."""
    before, _dot, _extension = name.rpartition(".")
    return " ".join((before or name).replace("_", " ").split())


def for_folder(name: str) -> str:
    """The name as Windows takes it too."""
    kept = "".join("-" if c in NOT_IN_FOLDERS else c for c in name)
    return kept.strip(" .") or "-"


def _shortened(name: str) -> str:
    before, dot, extension = name.rpartition(".")
    if len(name) <= LONGEST or not dot or len(extension) > 10:
        return name[:LONGEST]
    return before[: LONGEST - len(extension) - 1].rstrip() + dot + extension
