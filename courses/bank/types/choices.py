"""What the types that choose among options share; not a type itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from courses.bank.types.contract import Arrangement, Item, KeyMistake, Option, Shuffle, ValueMistake

MOST_OPTIONS = len(ascii_lowercase)


def option_id(position: int) -> str:
    """Return the id of the option at this position: "a", "b" and so on."""
    return ascii_lowercase[position]


def ids(options: Sequence[Option]) -> list[str]:
    """Return the ids alone, in the order given."""
    return [option.id for option in options]


def check_chosen(chosen: Sequence[str], item: Item) -> None:
    """Raise ValueMistake when an id is foreign to the item or comes twice."""
    known = set(ids(item.options))
    for one in chosen:
        if one not in known:
            raise ValueMistake(f"Không có phương án “{one[:20]}” trong câu này.")
    if len(set(chosen)) != len(chosen):
        raise ValueMistake("Mỗi phương án chỉ được chọn một lần.")


def check_options(options: Sequence[Option]) -> None:
    """Raise KeyMistake unless there are 2 to 26 options with texts that differ."""
    if len(options) < 2:  # noqa: PLR2004 -- one option is no choice
        raise KeyMistake("Câu cần ít nhất hai phương án.")
    if len(options) > MOST_OPTIONS:
        raise KeyMistake(f"Câu có quá {MOST_OPTIONS} phương án.")
    texts = [option.text.strip() for option in options]
    if not all(texts):
        raise KeyMistake("Có phương án để trống.")
    if len(set(texts)) != len(texts):
        raise KeyMistake("Có hai phương án giống hệt nhau.")


def check_answers_known(item: Item, answers: Sequence[str]) -> None:
    """Raise KeyMistake when the key names an option that is not there, or one twice."""
    known = set(ids(item.options))
    missing = [answer for answer in answers if answer not in known]
    if missing:
        raise KeyMistake(f"Đáp án “{missing[0].upper()}” không có trong các phương án.")
    if len(set(answers)) != len(answers):
        raise KeyMistake("Đáp án nêu một phương án hai lần.")


def arrange_options(item: Item, shuffle: Shuffle) -> Arrangement:
    """Shuffle the options and name them a, b, c … anew.

    Authors tend to write the right option first: an id carried over from the bank would give the
    key away to anybody who reads the source of the page.
    """
    texts = dict(item.options)
    order = list(shuffle(ids(item.options)))
    names = {bank_id: option_id(place) for place, bank_id in enumerate(order)}
    options = tuple(Option(names[bank_id], texts[bank_id]) for bank_id in order)
    return Arrangement(options, (), names)


def rename_ids(answers: Sequence[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """Write each id in its other name, keeping the order."""
    return tuple(names[answer] for answer in answers)
