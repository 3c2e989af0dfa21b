"""The figures of `mujaz eval` as a picture: bars that can be laid beside those of another engine."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.cli.failing import WRONG_CALL, fail

if TYPE_CHECKING:
    from matplotlib.axes import Axes

GOOD, BAD, PLAIN = "#2e7d5b", "#b3432b", "#4a6fa5"
INCHES_A_BAR = 0.26


def draw(figures: Mapping[str, Any], path: Path) -> None:
    """Write the figures to a PNG file. Ends the program with advice when the drawing library is missing."""
    try:
        from matplotlib.figure import Figure  # only this option needs it, and it is large
    except ImportError:
        fail("--plot needs matplotlib; install it with: pip install 'mujaz[plot]'", WRONG_CALL)
    panels = [panel for panel in _panels(figures) if panel[1]]
    heights = [len(bars) + 2 for _, bars, _ in panels]
    figure = Figure(figsize=(9, sum(heights) * INCHES_A_BAR), layout="constrained")
    axes = figure.subplots(len(panels), squeeze=False, height_ratios=heights)[:, 0]
    for one, (title, bars, colour) in zip(axes, panels, strict=True):
        _draw_panel(one, title, bars, colour)
    try:
        figure.savefig(path, dpi=150, format="png")
    except OSError as error:
        fail(f"{path} cannot be written: {error.strerror}", WRONG_CALL)


def _panels(figures: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, float], str]]:
    guard, automatic, digests = figures["guard"], figures["corruptions"], figures["digests"]
    yield "false sentences caught, %", guard["recall_by_kind"], GOOD
    yield "corrupted sentences caught, % (no evidence cited)", automatic["recall_by_kind"], GOOD
    alarms = guard["false_alarms_by_kind"] | {"varied by rule": automatic["false_alarms"]}
    yield "faithful sentences refused, %", alarms, BAD
    rouge = {
        f"{who} ROUGE-{name}": score
        for who, key in (
            ("digest", "rouge"),
            ("lead", "rouge_of_the_lead"),
            ("oracle", "rouge_of_the_oracle"),
        )
        for name, score in zip("12L", digests[key], strict=True)
    }
    yield "digest against human digests, F1", rouge if any(rouge.values()) else {}, PLAIN
    shares = {
        "salient terms covered": 100 * digests["coverage"],
        "redundancy": 100 * digests["redundancy"],
        "dangling points": digests["dangling_points"],
        "well formed": digests["well_formed"],
        "faithful": digests["faithful"],
    }
    yield "digests, %", shares, PLAIN


def _draw_panel(axes: "Axes", title: str, bars: Mapping[str, float], colour: str) -> None:
    names, values = list(bars), list(bars.values())
    drawn = axes.barh(names, values, color=colour)
    axes.bar_label(drawn, fmt="%.1f", padding=3, fontsize=8)
    axes.set_title(title, loc="left", fontsize=10, fontweight="bold")
    axes.set_xlim(0, 110)
    axes.invert_yaxis()
    axes.tick_params(labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)
