"""What somebody sends to register, and what came of it."""

from dataclasses import dataclass

from confapp.agenda.models import AgendaSession
from confapp.events.models import Department, Province
from confapp.people.models import User
from confapp.registration.models import Registration


@dataclass(frozen=True)
class Details:
    """What a delegate says about themselves, checked and clean."""

    salutation: str
    full_name: str
    post: str
    organisation: str
    province: Province | None
    phone: str
    mode: str
    site: str
    sessions: list[AgendaSession]
    diet: str
    access_needs: str
    department: Department | None = None


@dataclass(frozen=True)
class Application:
    """A form as it was sent: for whom, by which address, and with which consents."""

    details: Details
    email: str
    submission_id: str
    purposes: list[str]
    language: str


@dataclass(frozen=True)
class Outcome:
    """What came of it; `is_own` says that this browser may be signed in as the user.

    There is no registration when somebody who has an account must sign in first.
    """

    user: User
    registration: Registration | None
    is_new: bool
    is_own: bool
