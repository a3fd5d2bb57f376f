"""Pages of certificates, by whom they serve."""

from confapp.certificates import personal as personal
from confapp.certificates.signing.personal import their_files as their_files
from confapp.certificates.views import batches as batches
from confapp.certificates.views import delegates as delegates
from confapp.certificates.views import everybody as everybody
from confapp.certificates.views import mending as mending
from confapp.certificates.views import organisers as organisers
from confapp.certificates.views import rules as rules
from confapp.certificates.views import signing as signing
from confapp.certificates.views import taking_away as taking_away
from confapp.certificates.views.blueprint import certificates as certificates
from confapp.certificates.views.blueprint import verification as verification
