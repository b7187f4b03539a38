"""A list page's state, kept in the URL: filters, sort, page. A link to it shows the same list."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from flask import request, url_for

from portal.web.pagination import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence


LAST_PAGE_ACCEPTED = 100_000
LONGEST_FILTER = 200


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. ``key`` is the word of the URL and of the query's sort table."""

    key: str
    label: str
    sortable: bool = False
    numeric: bool = False
    is_wide_only: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What the reader asked for: which rows, in which order, which page."""

    endpoint: str
    arguments: dict[str, object] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    sort: str = ""
    is_descending: bool = False
    page: int = 1
    size: int = PAGE_SIZE

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def has_filters(self) -> bool:
        return any(self.filters.values())

    def url(self) -> str:
        """Return the address of exactly this list."""
        query: dict[str, str] = {key: value for key, value in self.filters.items() if value}
        if self.sort:
            query["sort"] = f"-{self.sort}" if self.is_descending else self.sort
        if self.page > 1:
            query["page"] = str(self.page)
        return url_for(self.endpoint, **self.arguments, **query)  # type: ignore[arg-type]

    def page_url(self, number: int) -> str:
        return replace(self, page=number).url()

    def sort_url(self, key: str) -> str:
        """Return the address sorted by a column; the same column again turns the order round."""
        is_descending = self.sort == key and not self.is_descending
        return replace(self, sort=key, is_descending=is_descending, page=1).url()

    def without_filters_url(self) -> str:
        return replace(self, filters={}, page=1).url()

    def aria_sort(self, key: str) -> str:
        """Return the value of ``aria-sort`` for a column."""
        if self.sort != key:
            return "none"
        return "descending" if self.is_descending else "ascending"


def read_listing(
    columns: Sequence[Column], *, filters: Sequence[str] = (), sort: str = "", size: int = PAGE_SIZE
) -> Listing:
    """Read the state of a list from the URL; what is unknown or malformed falls back.

    ``filters`` names the query parameters to keep; ``sort`` is the default order, ``-key`` for
    descending. Only a sortable column of ``columns`` is accepted as an order.
    """
    known = {column.key for column in columns if column.sortable}
    wanted = request.args.get("sort", "")
    order = wanted if wanted.lstrip("-") in known else sort
    page = request.args.get("page", "1")
    return Listing(
        endpoint=request.endpoint or "",
        arguments=dict(request.view_args or {}),
        filters={name: request.args.get(name, "").strip()[:LONGEST_FILTER] for name in filters},
        sort=order.lstrip("-"),
        is_descending=order.startswith("-"),
        page=min(max(1, int(page)), LAST_PAGE_ACCEPTED) if page.isascii() and page.isdigit() else 1,
        size=size,
    )
