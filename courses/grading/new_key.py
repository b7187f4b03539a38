"""A corrected key, as an author types it, in the ids of the question it belongs to (pure)."""

from __future__ import annotations

from courses.bank.answer_lines import read_lines
from courses.bank.formats.question import Question, QuestionMistake
from courses.bank.types import essay, matching, ordering, short_answer, true_false

OTHER_OPTIONS = "Chỉ sửa được đáp án; nội dung các phương án phải giữ nguyên như trong đề đã phát."


def read_new_key(question: Question, lines: str) -> tuple[str, ...]:
    """Return the key; QuestionMistake when it cannot be read or changes what was printed in papers."""
    if question.kind == essay.NAME:
        raise QuestionMistake("Câu tự luận do người chấm nên không có đáp án để sửa.")
    body = read_lines(question.kind, lines)
    if question.kind in {short_answer.NAME, true_false.NAME}:
        return body.key
    names = _renamed(dict(body.options), dict(question.options))
    if question.kind == ordering.NAME:
        return tuple(names[one] for one in body.key)
    if question.kind == matching.NAME:
        rights = _renamed(dict(body.targets), dict(question.targets))
        pairs = {names[left]: rights[right] for left, right in map(matching.unpair, body.key)}
        return tuple(matching.pair(option.id, pairs[option.id]) for option in question.options)
    chosen = {names[one] for one in body.key}
    return tuple(option.id for option in question.options if option.id in chosen)


def _renamed(typed: dict[str, str], printed: dict[str, str]) -> dict[str, str]:
    """Return typed id → printed id by the texts, which must be the same ones."""
    ids = {text: one for one, text in printed.items()}
    if sorted(typed.values()) != sorted(printed.values()):
        raise QuestionMistake(OTHER_OPTIONS)
    return {one: ids[text] for one, text in typed.items()}
