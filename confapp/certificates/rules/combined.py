"""The forms of an event's rules as one: read together, validated together, kept together."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from wtforms.fields import Field
from wtforms.fields.choices import SelectChoice

from confapp.agenda.models import AgendaSession
from confapp.certificates.rules.forms import NONE, ModeForm, RulesForm
from confapp.certificates.rules.told import AUTHORITIES, MODES, ModeRules, Told
from confapp.events.models import Event
from confapp.forms import Form, read
from confapp.i18n import local


class Rules:
    """The three forms of the page, read and validated together."""

    def __init__(self, event: Event, sessions: Sequence[AgendaSession]) -> None:
        self.event = event
        self.general = read(RulesForm, **_general(event.certificate))
        self.general.event = event
        self.modes = {mode: _mode_form(event.certificate, mode, sessions) for mode in MODES}

    def validate(self) -> bool:
        # Each says all that is wrong in it, whatever the one before has said.
        are_valid = [form.validate() for form in self._forms]
        return all(are_valid)

    def as_json(self) -> Told:
        """The rules as the event keeps them, once the forms are valid."""
        general, told = self.general, self.event.certificate
        fresh: Told = {
            "parent_body": _kept(general.parent_body.data or "", told["parent_body"]),
            "issuing_body": _kept(general.issuing_body.data or "", told["issuing_body"]),
            "place": _kept(general.place.data or "", told["place"]),
            "signer_form": _signer_form(general.signer_lines, told["signer_form"]),
            "signer_name": general.signer_name.data,
            "number_digits": general.number_digits.data,
        }
        if general.dated_on.data:
            fresh["dated_on"] = general.dated_on.data.isoformat()
        for mode, form in self.modes.items():
            fresh[mode] = form.as_rules(ModeRules.of(told, mode)).as_json(mode)
        return fresh

    # What the summary of errors reads.
    def __iter__(self) -> Iterator[Field]:
        return (field for form in self._forms for field in form)

    @property
    def errors(self) -> Mapping[str, Any]:
        return {name: said for form in self._forms for name, said in form.errors.items()}

    @property
    def form_errors(self) -> list[str]:
        return []

    @property
    def _forms(self) -> list[Form]:
        return [self.general, *self.modes.values()]


def _general(told: Told) -> dict[str, Any]:
    first, *others = [line["vi"] for line in told["signer_form"]] or [""]
    dated = told.get("dated_on")
    authority = next((one for one in AUTHORITIES if first.startswith(f"{one} ")), "")
    return {
        "parent_body": told["parent_body"]["vi"],
        "issuing_body": told["issuing_body"]["vi"],
        "place": told["place"]["vi"],
        "dated_on": date.fromisoformat(dated) if dated else None,
        "authority": authority,
        "signs_for": first.removeprefix(f"{authority} ") if authority else "",
        "signer_post": " ".join(others if authority else [first, *others]),
        "signer_name": told["signer_name"],
        "number_digits": told["number_digits"],
    }


def _mode_form(told: Told, mode: str, sessions: Sequence[AgendaSession]) -> ModeForm:
    rules = ModeRules.of(told, mode)
    chosen = [one.id for one in sessions if rules.sessions is None or one.id in rules.sessions]
    form = read(
        ModeForm,
        prefix=f"{mode}-",
        kind=rules.kind if rules.is_issued else NONE,
        sessions=chosen,
        number_pattern=rules.number_pattern,
        above=rules.above,
        below=rules.below,
    )
    form.sessions.choices = [SelectChoice(one.id, local(one.title)) for one in sessions]
    return form


def _kept(text: str, before: Told) -> Told:
    """The Vietnamese words, with the English ones as long as they are the same."""
    return before if before["vi"] == text else {"vi": text, "en": text}


def _signer_form(lines: list[str], before: list[Told]) -> list[Told]:
    known = {line["vi"]: line for line in before}
    return [known.get(line, {"vi": line, "en": line}) for line in lines]
