"""Who sees which of a delegate's data; kept in step by tests/registration/test_who_sees_what.py."""

from flask_babel import lazy_gettext as _l

WHO_SEES_WHAT = (
    (
        _l("The organising committee"),
        _l("All of it, in the list of delegates and in files that it takes away."),
    ),
    (
        _l("The check-in desk"),
        _l(
            "Name, position, place of work, province and check-ins, "
            "and the last three digits of the telephone number."
        ),
    ),
    (
        _l("Departments of the ministry"),
        _l("The questions sent to them, and the name only where it is shown to others."),
    ),
    (
        _l("Moderators and the screen in the hall"),
        _l("Moderators see who asks; the screen shows the question and the province only."),
    ),
    (
        _l("Everybody"),
        _l(
            "Published questions, with the name where it is shown; who has the code of a "
            "certificate sees the name and the number on it."
        ),
    ),
    (_l("The mail server"), _l("The address and the letters that are sent there.")),
)
