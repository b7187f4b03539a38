"""Questions for the tests of the pure code: small ones by hand, and strategies for any."""

from decimal import Decimal

from hypothesis import strategies as st

from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    Difficulty,
    Question,
    choice_body,
    matching_body,
    ordering_body,
    true_false_body,
)
from courses.bank.types.contract import Option

ABCD = tuple(Option(one, f"Phương án {one.upper()}") for one in "abcd")
LEFTS = (Option("1", "Thành lập Đảng"), Option("2", "Đại hội VI"))
RIGHTS = (Option("a", "1930"), Option("b", "1986"), Option("c", "1975"))
KINDS = ("single_choice", "multiple_choice", "true_false", "matching", "ordering", "short_answer", "essay")

HOSTILE = "\\:#={}~%[]/<>&\"'|;,.*->_`$\n\t đĐàáảãạĂƠưỹ0123aB\u00a0\u0301\u200b😀"


def texts(longest=25):
    """Texts as ``clean`` leaves them, rich in the signs that mean something in one of the formats."""
    letters = st.sampled_from(HOSTILE) | st.characters(codec="utf-8", exclude_categories=["Cs", "Co", "Cn"])
    return st.text(letters, min_size=1, max_size=longest).map(clean).filter(bool)


def one_line(longest=25):
    return texts(longest).map(lambda text: clean(text.replace("\n", " "))).filter(bool)


def bodies(text):
    several = st.lists(text, min_size=2, max_size=6, unique=True)

    @st.composite
    def single(draw):
        options = draw(several)
        right = draw(st.integers(0, len(options) - 1))
        return choice_body("single_choice", [(one, place == right) for place, one in enumerate(options)])

    @st.composite
    def multiple(draw):
        options = draw(several)
        right = draw(st.sets(st.integers(0, len(options) - 1), min_size=1))
        return choice_body("multiple_choice", [(one, place in right) for place, one in enumerate(options)])

    @st.composite
    def matching(draw):
        lefts = draw(several)
        rights = draw(several)
        chosen = draw(st.lists(st.sampled_from(rights), min_size=len(lefts), max_size=len(lefts)))
        unused = [("", right) for right in rights if right not in chosen]
        return matching_body([*zip(lefts, chosen, strict=True), *unused])

    return {
        "single_choice": single(),
        "multiple_choice": multiple(),
        "true_false": st.booleans().map(lambda truth: true_false_body(is_true=truth)),
        "matching": matching(),
        "ordering": several.map(ordering_body),
    }


@st.composite
def questions(draw, text=None, external_ids=None):
    """Any question the formats can express; ``text`` narrows what stands in options and forms."""
    text = one_line() if text is None else text
    kind = draw(st.sampled_from(KINDS))
    known = bodies(text)
    common = {
        "text": draw(texts()),
        "lesson": draw(st.sampled_from(["", "Bài 1", "Bài 12", "Ôn tập / chung", "Điều lệ"])),
        "difficulty": draw(st.none() | st.sampled_from(list(Difficulty))),
        "explanation": draw(st.just("") | texts()),
        "points": draw(st.decimals("0.01", "100", places=2)),
        "external_id": draw(
            external_ids or st.just("") | st.from_regex(r"[A-Za-z0-9._-]{1,8}", fullmatch=True)
        ),
        "ignore_tones": draw(st.booleans()),
    }
    if kind == "short_answer":
        return Question(kind, key=tuple(draw(st.lists(text, min_size=1, max_size=4, unique=True))), **common)
    if kind == "essay":
        return Question(kind, **common)
    body = draw(known[kind])
    return Question(kind, key=body.key, options=body.options, targets=body.targets, **common)


def a_question(kind="single_choice", **changes):
    """One plain question of this type."""
    shapes = {
        "single_choice": {"key": ("a",), "options": ABCD},
        "multiple_choice": {"key": ("a", "b"), "options": ABCD},
        "true_false": {"key": ("true",), "options": (Option("true", "Đúng"), Option("false", "Sai"))},
        "matching": {"key": ("1:a", "2:b"), "options": LEFTS, "targets": RIGHTS},
        "ordering": {"key": ("a", "b", "c", "d"), "options": ABCD},
        "short_answer": {"key": ("văn minh", "văn minh hơn")},
        "essay": {},
    }
    return Question(kind, **({"text": "Nội dung?", "points": Decimal(1)} | shapes[kind] | changes))
