"""What pages say of a certificate: in the visitor's language while the event has those words."""

from confapp.certificates.models import Certificate
from confapp.certificates.rules.told import KINDS, MODES
from confapp.database import Words
from confapp.i18n import date_words, local
from confapp.papers import official_date


def kind_of(certificate: Certificate) -> str:
    told, printed = certificate.event.certificate, certificate.printed["kind"]
    of_modes = (told[mode]["kind"] for mode in MODES)
    # One that was issued before the rules were changed may be of another kind.
    return _local(printed, *of_modes, {"vi": printed, "en": KINDS.get(printed, "")})


def title_of(certificate: Certificate) -> str:
    title = certificate.event.title
    return _local(certificate.printed["event_title"], {"vi": title.vi, "en": title.en})


def date_of(certificate: Certificate) -> str:
    day, printed = certificate.event.starts_on, str(certificate.printed["when"])
    return date_words(day) if printed == official_date(day) else printed


def _local(printed: str, *known: dict[str, str]) -> str:
    words = next((words for words in known if words["vi"] == printed), None)
    return local(Words(**words)) if words else printed
