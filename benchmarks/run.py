"""``make bench``: every measurement in one run, as a table and as benchmarks/results.json."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from portal.kernel import embedded_postgres  # noqa: E402 -- after the path is set


def main() -> int:
    """Run what was asked for (default: all) on installations made for it: P3 fills one of its own."""
    wanted = sys.argv[1:] or ["P1", "P2", "P3", "P4", "P5", "P6", "P7"]
    results: dict[str, Any] = {}
    for group in ([name for name in wanted if name != "P3"], [name for name in wanted if name == "P3"]):
        if group:
            results |= measure_apart(group)
    (ROOT / "benchmarks" / "results.json").write_text(
        json.dumps(results, indent=2, ensure_ascii=False) + "\n"
    )
    show(results)
    return 0


def measure_apart(wanted: list[str]) -> dict[str, Any]:
    """Measure on an installation that is made for it and thrown away."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        environment = {**os.environ, "INSTANCE_PATH": folder, "PYTHONPATH": str(ROOT)}
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            environment.pop(name, None)
            os.environ.pop(name, None)
        os.environ["INSTANCE_PATH"] = folder
        try:
            return measure(wanted, environment)
        finally:
            embedded_postgres.stop(embedded_postgres.ensure_running(Path(folder)))


def measure(wanted: list[str], environment: dict[str, str]) -> dict[str, Any]:
    """Return the figures by the ids of quality.md."""
    import wsgi
    from benchmarks import (
        p1_save_answers,
        p2_exam_day,
        p3_dashboard,
        p4_explain,
        p5_import,
        p6_certificates,
        p7_pages,
    )
    from portal.kernel import bootstrap
    from portal.kernel.config import read_settings
    from portal.kernel.doors import libpq_url

    application = wsgi.build()
    owner = bootstrap.owner_url(read_settings())
    results: dict[str, Any] = {}
    if "P1" in wanted:
        plain = owner.render_as_string(hide_password=False)
        results["P1"] = p1_save_answers.run(environment, libpq_url(owner), plain)
    if "P2" in wanted:
        results["P2"] = p2_exam_day.run(environment, libpq_url(owner))
    if "P6" in wanted:
        results["P6"] = p6_certificates.run(application)
    if "P3" in wanted:
        results["P3"] = p3_dashboard.run(application, libpq_url(owner))
    if {"P4", "P5", "P7"} & set(wanted):
        results["generated"] = generate(application, tenants=3, people=p7_pages.PEOPLE)
    if "P4" in wanted:
        results["P4"] = p4_explain.run(application)
    if "P5" in wanted:
        results["P5"] = p5_import.run(application, libpq_url(owner))
    if "P7" in wanted:
        results["P7"] = p7_pages.run(application)
    return results


def generate(application: Any, *, tenants: int, people: int) -> Any:
    """Fill houses with invented people; return what `demo generate` prints."""
    arguments = ["demo", "generate", "--tenants", str(tenants), "--people", str(people), "--format", "json"]
    return json.loads(application.test_cli_runner().invoke(args=arguments, catch_exceptions=False).stdout)


def show(results: dict[str, Any]) -> None:
    """Print one line a figure."""
    for bench, figures in results.items():
        for name, value in figures.items():
            print(f"{bench:4} {name:22} {json.dumps(value, ensure_ascii=False)}")


if __name__ == "__main__":
    sys.exit(main())
