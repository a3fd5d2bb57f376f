"""Tables of registration: who registered, with which consents, who has a place, who sent them."""

from confapp.registration.models.delegations import FocalPoint as FocalPoint
from confapp.registration.models.delegations import Invitation as Invitation
from confapp.registration.models.delegations import InvitationAnswer as InvitationAnswer
from confapp.registration.models.delegations import InvitationReminder as InvitationReminder
from confapp.registration.models.delegations import Replacement as Replacement
from confapp.registration.models.places import Closure as Closure
from confapp.registration.models.places import Decision as Decision
from confapp.registration.models.places import PlaceOffer as PlaceOffer
from confapp.registration.models.places import PlaceRules as PlaceRules
from confapp.registration.models.places import Quota as Quota
from confapp.registration.models.places import Request as Request
from confapp.registration.models.places import Seat as Seat
from confapp.registration.models.places import Waiting as Waiting
from confapp.registration.models.registration import IN_PERSON as IN_PERSON
from confapp.registration.models.registration import ONLINE as ONLINE
from confapp.registration.models.registration import Cancellation as Cancellation
from confapp.registration.models.registration import Consent as Consent
from confapp.registration.models.registration import ProgrammeNotice as ProgrammeNotice
from confapp.registration.models.registration import Registration as Registration
from confapp.registration.models.registration import registration_session as registration_session
