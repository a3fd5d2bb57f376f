"""Sentences for what is found in a list."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from confapp.registration.lists import cells, heads
from confapp.registration.lists.comparing import REGISTERED
from confapp.registration.lists.people import LONGEST, Remark

ROLES = {
    heads.NAME: _l("Full name"),
    heads.FAMILY: _l("Family and middle names"),
    heads.GIVEN: _l("Given name"),
    heads.SALUTATION: _l("Mr or Ms, or sex"),
    heads.POST: _l("Position"),
    heads.ORGANISATION: _l("Place of work"),
    heads.PROVINCE: _l("Province or city"),
    heads.PHONE: _l("Telephone"),
    heads.EMAIL: _l("E-mail"),
    heads.MODE: _l("How to attend"),
    heads.SITE: _l("Remote site"),
    heads.DIET: _l("Dietary needs"),
    heads.NUMBER: _l("Running number"),
    heads.NOTE: _l("Note (not read)"),
}
REASONS = {
    cells.EMPTY: _l("The file is empty. Please choose the file again."),
    cells.DAMAGED: _l(
        "The file is damaged or holds what a list does not need, so it is not read. Please save "
        "it once more as XLSX in the program that it comes from."
    ),
    cells.UNKNOWN_KIND: _l("The file is not XLSX, XLS, ODS or CSV. Please choose another."),
    cells.PROTECTED: _l("The file is protected by a password. Please take the password away."),
    cells.TOO_LARGE: _l("The file unpacks to far more than a list needs, so it is not read."),
    cells.TOO_MANY_ROWS: _l("The list has more than 10,000 rows. Please divide it into several."),
    cells.TOO_MANY_CELLS: _l("The sheets have more cells than a list needs, so it is not read."),
    cells.TOO_SLOW: _l("Reading the file takes too long. Please save it once more as XLSX."),
}
REMARKS = {
    "old_font": _l("An old font (TCVN3 or VNI) was turned into Unicode"),
    "one_form": _l("Letters were brought into the usual form of Unicode"),
    "capitals": _l("Capitals became %(word)s"),
    "salutation": _l("“%(word)s” was taken from the middle name"),
    "province": _l("Province: %(word)s"),
    "province_of_work": _l("%(word)s was taken from the place of work"),
    "zero": _l("The lost 0 of the telephone was put back: %(word)s"),
    "first_phone": _l("Of several telephones the first was taken: %(word)s"),
    "first_email": _l("Of several addresses the first was taken: %(word)s"),
    "no_email": _l("No e-mail: letters and the ticket must be handed over"),
    "no_name": _l("This is no name: %(word)s"),
    "no_salutation": _l("Whether Mr or Ms is not said"),
    "no_post": _l("The position is missing"),
    "no_organisation": _l("The place of work is missing"),
    "no_province": _l("The province or city is missing"),
    "unknown_province": _l("No province or city is called “%(word)s”"),
    "phone": _l("The telephone number is not valid: %(word)s"),
    "email": _l("The e-mail address is not valid: %(word)s"),
    "address_of_other": _l("Somebody else has this e-mail address: %(word)s"),
    "other_delegation": _l("The row names another province than that of the delegation"),
    "long": _l("A text is longer than %(word)s characters"),
}
SHORT = max(LONGEST.values())


def sentences(remarks: Sequence[Remark]) -> list[str]:
    """What was repaired or is wrong, in words."""
    return [str(REMARKS[code]) % {"word": word[:SHORT]} for code, word in remarks]


def called(same_as: str) -> str:
    """Of whom somebody is a duplicate: ĐB-0012, or a row of the list."""
    if same_as == REGISTERED:
        return _("registered already")
    if same_as.startswith("#"):
        return _("the same person as in row %(row)s", row=same_as[1:])
    return _("registered as %(number)s", number=same_as)
