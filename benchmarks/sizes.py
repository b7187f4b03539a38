"""``make sizes``: how long files and functions are (house-style.md §4.9); printed, judged by people."""

from __future__ import annotations

import ast
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Print medians, ninetieth percentiles and the longest of each package."""
    for package in ("portal", "courses", "tests"):
        files = sorted(ROOT.glob(f"{package}/**/*.py"))
        lines = {path.relative_to(ROOT): len(path.read_text().splitlines()) for path in files}
        functions = sorted(
            (node.end_lineno or node.lineno) - node.lineno + 1
            for path in files
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        )
        sizes = sorted(lines.values())
        print(
            f"{package}: {len(files)} files, {sum(sizes)} lines; {describe(sizes)}; functions {describe(functions)}"
        )
        for path, size in sorted(lines.items(), key=lambda pair: -pair[1])[:5]:
            print(f"    {size:4} {path}")


def describe(values: list[int]) -> str:
    """Return median · p90 · largest."""
    return f"{statistics.median(values):.0f} · {values[len(values) * 9 // 10]} · {values[-1]}"


if __name__ == "__main__":
    main()
