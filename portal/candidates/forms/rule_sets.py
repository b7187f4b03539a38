"""A rule set as a form: every number, wording and source of a version being written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wtforms import BooleanField, Field, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from portal.candidates.forms.texts import TextsForm
from portal.candidates.labels import AUTHORITY
from portal.candidates.rule_set_words import AUTHORITY_RULE, CEREMONY, EDUCATION, THRESHOLDS
from portal.eligibility.rule_set_parsing import HIGHEST
from portal.eligibility.steps import CRITERIA
from portal.kernel.errors import DomainError
from portal.web.choices import ChoiceField
from portal.web.fields import VietnameseDateField

LONGEST_SOURCE = 400


class VersionForm(TextsForm):
    """Which wording of a draft somebody looked at."""

    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())


class RuleSetForm(TextsForm):
    """The fields of the document; those of thresholds, bodies and sources follow below."""

    version = IntegerField(widget=HiddenInput())
    basis = StringField("Văn bản làm căn cứ", [InputRequired(), Length(max=LONGEST_SOURCE)])
    valid_from = VietnameseDateField("Có hiệu lực từ ngày", [InputRequired()])
    valid_to = VietnameseDateField(
        "Đến hết ngày", [Optional()], description="Để trống nếu chưa có ngày hết hiệu lực."
    )
    verified = BooleanField("Đã đối chiếu với văn bản gốc")
    education = ChoiceField("Trình độ học vấn", choices=EDUCATION.items())
    ceremony_counted_from = ChoiceField("Hạn tổ chức lễ kết nạp tính", choices=CEREMONY.items())

    def thresholds(self) -> Iterator[Field]:
        return (self[f"threshold_{name}"] for name in THRESHOLDS)

    def bodies(self) -> Iterator[Field]:
        return (self[f"authority_{name}"] for name in AUTHORITY)

    def sources(self) -> Iterator[tuple[Field, Field]]:
        """Return for each criterion its source and whether nobody compared it with the text."""
        return ((self[f"source_{name}"], self[f"unverified_{name}"]) for name in CRITERIA)

    def values(self) -> dict[str, Any]:
        """Return the document as the parser reads it."""
        typed = super().values()
        document = {name: typed[name] for name in ("basis", "valid_from", "valid_to", "verified")}
        document |= {
            "words": {name: typed[name] for name in ("education", "ceremony_counted_from")},
            "thresholds": {name: typed[f"threshold_{name}"] for name in THRESHOLDS},
            "authority": {name: rule for name in AUTHORITY if (rule := typed[f"authority_{name}"])},
            "sources": {name: text for name in CRITERIA if (text := typed[f"source_{name}"].strip())},
            "unverified": [name for name in CRITERIA if typed[f"unverified_{name}"]],
        }
        return {"version": typed["version"], "document": document}

    def refuse(self, error: DomainError) -> None:
        """Stand a complaint of the parser beside the field of the key it names."""
        table, _, name = (error.field or "").partition(".")
        prefix = {"thresholds": "threshold_", "authority": "authority_", "sources": "source_"}.get(table, "")
        super().refuse(type(error)(error.message, field=f"{prefix}{name}" if name else error.field))


for _name, _label in THRESHOLDS.items():
    setattr(
        RuleSetForm,
        f"threshold_{_name}",
        IntegerField(_label, [InputRequired(), NumberRange(min=0, max=HIGHEST)]),
    )
for _name, _label in AUTHORITY.items():
    setattr(RuleSetForm, f"authority_{_name}", ChoiceField(_label, choices=AUTHORITY_RULE.items()))
for _name, _criterion in CRITERIA.items():
    _title = f"{_name} · {_criterion.title}"
    setattr(RuleSetForm, f"source_{_name}", StringField(_title, [Length(max=LONGEST_SOURCE)]))
    setattr(RuleSetForm, f"unverified_{_name}", BooleanField("chưa đối chiếu"))


def written(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a document says, by the names of the fields."""
    return {
        "basis": document["basis"],
        "verified": document["verified"],
        **document["words"],
        **{f"threshold_{name}": value for name, value in document["thresholds"].items()},
        **{f"authority_{name}": document["authority"].get(name, "") for name in AUTHORITY},
        **{f"source_{name}": document["sources"].get(name, "") for name in CRITERIA},
        **{f"unverified_{name}": name in document["unverified"] for name in CRITERIA},
    }
