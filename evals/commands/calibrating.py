"""`footnote eval calibrate`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evals.commands.common import Out, fresh_folder, hand_over, say

if TYPE_CHECKING:
    from evals.run import RunFolder

Runs = Annotated[
    list[Path], typer.Argument(help="Runs of development questions, of one model or of several.")
]


def calibrate(runs: Runs, *, out: Out = None) -> None:
    """Fit when to refuse, on the development half: the weights of the signals and the thresholds.

    Writes a calibration.json, to be put in the place of the one in `rag/`, and a report with its
    risk-coverage curves.
    """
    from evals.fitting import fit_points, fit_topical, merged, points_by_model
    from evals.report.calibration import as_calibration_json, calibration_document
    from evals.report.writing import write_texts
    from evals.run import RunFolder
    from rag.answering.answerability import shipped_calibrations

    folders = [RunFolder(run) for run in runs]
    fitted = [fit_points(points) for points in points_by_model(folders)]
    shipped = shipped_calibrations()
    proposed = merged(shipped, fitted, fit_topical(folders))
    parts = {
        f"run {n}, {name}": text for n, folder in enumerate(folders, 1) for name, text in _made_of(folder)
    }
    folder = out or fresh_folder("calibration")
    hand_over(calibration_document(fitted, proposed, shipped, parts), folder)
    write_texts({folder / "calibration.json": as_calibration_json(proposed)})
    say(f"Calibration: {folder / 'calibration.json'}")


def _made_of(folder: "RunFolder") -> list[tuple[str, str]]:
    record = folder.record
    return [("model", record.model), ("questions, SHA-256", record.questions), ("code, SHA-256", record.code)]
