"""Giving away the file that came with a question, to whom the view has let in."""

from flask import Response, abort

from confapp import downloads
from confapp.access import reveal
from confapp.agenda.documents import files, kinds
from confapp.questions.models import Question


def as_it_came(question: Question) -> Response:
    """The file under its name; 404 where there is none."""
    attached = question.attachment
    if attached is None:
        abort(404)
    path = files.path_of(attached.storage_key)
    reveal(path.is_file())
    mimetype = kinds.KINDS[attached.kind].mimetype
    return downloads.from_disk(path, mimetype, attached.name, etag=attached.sha256)
