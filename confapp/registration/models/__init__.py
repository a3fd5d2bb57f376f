"""Tables of registration: who registered, with which consents, and who has a place."""

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
