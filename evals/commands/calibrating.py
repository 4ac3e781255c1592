"""`footnote eval calibrate`."""

from typing import Annotated

import typer

from evals.commands.common import Run, say


def calibrate(
    run: Run,
    *,
    wrong_answer_cost: Annotated[
        float, typer.Option(min=0, help="What a wrong answer costs, where a wrong refusal costs 1.")
    ] = 1.0,
) -> None:
    """Fit the confidence below which to refuse, on the development half of a run."""
    from evals.calibration import calibrate as fitted
    from evals.calibration import development_points
    from evals.run import RunFolder

    confidence, should_answer = development_points(RunFolder(run))
    found = fitted(confidence, should_answer, wrong_answer_cost=wrong_answer_cost)
    say(f"Refuse below a confidence of {found.threshold:.3f}.")
    say(f"Of {len(confidence)} development questions, {found.answered_wrongly:.1%} of those to refuse")
    say(f"would be answered, and {found.refused_wrongly:.1%} of those to answer refused.")
    say(f"AUROC of the confidence: {found.auroc:.3f}.")
