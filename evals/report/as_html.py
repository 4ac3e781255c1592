"""The report as one HTML file that needs nothing else: no script, no font, no address."""

from importlib.resources import files

from evals.extras import require
from evals.metrics.bootstrap import Interval
from evals.report.document import Document


def as_html(document: Document) -> str:
    """The page. Every text is escaped; only our own drawings go in as they are.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    require("jinja2")
    from jinja2 import DictLoader, Environment, StrictUndefined

    folder = files("evals.report") / "templates"
    sources = {name: (folder / name).read_text("utf-8") for name in ("page.html.j2", "page.css")}
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["track"] = track
    return environment.get_template("page.html.j2").render(document=document)


def track(interval: Interval) -> str:
    """Where an interval stands on a scale from 0 to 1, as CSS variables in percent."""
    parts = {"low": interval.low, "value": interval.value, "high": interval.high}
    return "".join(f"--{name}:{100 * min(1.0, max(0.0, part)):.1f}%;" for name, part in parts.items())
