"""A question and the facts about it; every state is worked out from these rows."""

from confapp.questions.models.answer import Answer as Answer
from confapp.questions.models.answer import Approval as Approval
from confapp.questions.models.answer import Citation as Citation
from confapp.questions.models.answer import LegalReading as LegalReading
from confapp.questions.models.answer import Publication as Publication
from confapp.questions.models.answer import Retraction as Retraction
from confapp.questions.models.answer import Return as Return
from confapp.questions.models.answer import Submission as Submission
from confapp.questions.models.enclosed import Attachment as Attachment
from confapp.questions.models.enclosed import Reference as Reference
from confapp.questions.models.intake import Acceptance as Acceptance
from confapp.questions.models.intake import Assistance as Assistance
from confapp.questions.models.intake import Ending as Ending
from confapp.questions.models.intake import InfoRequest as InfoRequest
from confapp.questions.models.intake import Offer as Offer
from confapp.questions.models.intake import Ownership as Ownership
from confapp.questions.models.notice import Notice as Notice
from confapp.questions.models.question import FormerWords as FormerWords
from confapp.questions.models.question import Question as Question
from confapp.questions.models.question import Split as Split
from confapp.questions.models.question import Support as Support
