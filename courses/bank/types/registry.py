"""Every question type there is, under the name the database and the player use."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from courses.bank.types import (
    essay,
    matching,
    multiple_choice,
    ordering,
    short_answer,
    single_choice,
    true_false,
)
from courses.bank.types.contract import QuestionType

TYPES: Final[Mapping[str, QuestionType]] = MappingProxyType(
    {
        single_choice.NAME: single_choice,
        multiple_choice.NAME: multiple_choice,
        true_false.NAME: true_false,
        matching.NAME: matching,
        ordering.NAME: ordering,
        short_answer.NAME: short_answer,
        essay.NAME: essay,
    },
)
