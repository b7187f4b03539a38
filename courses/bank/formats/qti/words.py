"""Words both sides of QTI use.

What QTI itself has no place for stands in the manifest as keywords of the item, ``name: value``;
the external id is the item's ``label``, the points are the ``normalMaximum`` of SCORE, the
explanation is the modal feedback.
"""

from __future__ import annotations

NAME = "qti"
BLANK = "_____"
"""Stands in a text for the place where a word is typed."""

LESSON = "chuyên đề"
LEVEL = "mức độ"
IGNORE_TONES = "bỏ dấu"
YES = "có"
