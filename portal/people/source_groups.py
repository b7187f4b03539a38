"""The words of the source groups, for those who count and know no tables. Pure."""

from __future__ import annotations

SOURCE_GROUPS = ("civil_servant", "public_employee", "medical", "teacher", "student", "worker", "other")
