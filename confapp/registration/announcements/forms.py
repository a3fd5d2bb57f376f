"""What an announcement says, and whom it is for."""

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from confapp.database import Words
from confapp.forms import OnceForm, at_most, line_field, needed
from confapp.mail.placeholders import Placeholders
from confapp.registration import delegates
from confapp.registration.announcements.drafting import Draft
from confapp.registration.announcements.models import Announcement
from confapp.registration.announcements.readers import FILTERS
from confapp.registration.announcements.wording import PLACEHOLDERS
from confapp.registration.models import IN_PERSON, ONLINE
from confapp.registration.standing import LABELS

LONGEST_SUBJECT, LONGEST_TEXT = 150, 5000
EVERYBODY = SelectChoice("", _l("All"))
known = Placeholders(PLACEHOLDERS)


class AnnouncementForm(OnceForm):
    subject_vi = line_field(
        _l("Subject"),
        longest=LONGEST_SUBJECT,
        validators=[needed(_l("Please enter a subject.")), known],
    )
    text_vi = TextAreaField(
        _l("Text"),
        validators=[needed(_l("Please enter the text.")), at_most(LONGEST_TEXT), known],
    )
    subject_en = line_field(
        _l("Subject in English"), longest=LONGEST_SUBJECT, validators=[Optional(), known]
    )
    text_en = TextAreaField(
        _l("Text in English"), validators=[Optional(), at_most(LONGEST_TEXT), known]
    )
    province = SelectField(_l("Province or city"))
    mode = SelectField(
        _l("How to attend"),
        choices=[
            EVERYBODY,
            SelectChoice(IN_PERSON, _l("In person")),
            SelectChoice(ONLINE, _l("Online")),
        ],
    )
    session = SelectField(_l("Session"))
    attendance = SelectField(
        _l("Check-in"),
        choices=[
            EVERYBODY,
            SelectChoice(delegates.PRESENT, _l("Has come")),
            SelectChoice(delegates.ABSENT, _l("Has not come")),
        ],
    )
    state = SelectField(
        _l("State"),
        choices=[SelectChoice(str(where), words) for where, words in LABELS.items()],
    )
    invitation = SelectField(
        _l("Invitation"),
        choices=[
            EVERYBODY,
            SelectChoice("none", _l("Not invited")),
            SelectChoice("open", _l("Without an answer")),
            SelectChoice("accepted", _l("Accepted")),
            SelectChoice("declined", _l("Declined")),
        ],
    )

    def validate_text_en(self, field: Field) -> None:
        if bool(field.data) != bool(self.subject_en.data):
            raise ValidationError(_l("Please enter both subject and text in English, or neither."))

    def offer(self, provinces: list[SelectChoice], sessions: list[SelectChoice]) -> None:
        """Fill in what there is to choose from."""
        ministry = SelectChoice(delegates.MINISTRY, _l("A unit of the ministry"))
        self.province.choices = [EVERYBODY, *provinces, ministry]
        self.session.choices = [EVERYBODY, *sessions]

    def as_draft(self) -> Draft:
        """What the form says, once it is valid."""
        return Draft(
            subject=Words(self.subject_vi.data, self.subject_en.data or ""),
            text=Words(self.text_vi.data, self.text_en.data or ""),
            choice={name: self[name].data or "" for name in FILTERS},
        )


def as_fields(announcement: Announcement) -> dict[str, str]:
    """The announcement as its form shows it."""
    return {
        "subject_vi": announcement.subject.vi,
        "subject_en": announcement.subject.en,
        "text_vi": announcement.text.vi,
        "text_en": announcement.text.en,
        **announcement.choice,
    }
