"""`footnote eval checking`."""

import typer
from rich.console import Console

from evals.commands.common import (
    Folder,
    Limit,
    Model,
    Out,
    command_given,
    fresh_folder,
    hand_over,
    say,
    settings_with,
)


def checking(
    context: typer.Context, data: Folder, *, limit: Limit = None, model: Model = None, out: Out = None
) -> None:
    """Hold claims against abstracts, in SciFact's layout, and count the right verdicts.

    A run that was stopped goes on when the same command is given with `--out` and its folder.
    """
    from evals.checking import Checked, pairs_hash, read_pairs
    from evals.log import Log
    from evals.models import load_models, weights_hash
    from evals.progress_bar import progress_bars
    from evals.record import code_hash, versions
    from evals.report.checking import checking_document
    from evals.sampling import stratified_sample
    from evals.stamp import stamp
    from evals.suite import measure_checks

    pairs = read_pairs(data)
    chosen = stratified_sample(pairs, limit or len(pairs), lambda pair: pair.label)
    settings = settings_with(model)
    folder = out or fresh_folder(f"checking-{data.resolve().name}")
    say(f"{len(chosen)} claims; if stopped, resume with: --out {folder}")
    with progress_bars(Console(stderr=True)) as report:
        models = load_models(settings, report)
        parts = {
            "model": models.name,
            "weights, SHA-256": weights_hash(settings),
            "pairs, SHA-256": pairs_hash(chosen),
            "code, SHA-256": code_hash(),
            **versions(),
        }
        stamp(folder, parts)
        log = Log(folder / "checked.jsonl", Checked)
        measure_checks(chosen, [pair.paper for pair in pairs], models, settings, log, report)
    checked = log.read()
    done = [checked[pair.id] for pair in chosen]
    hand_over(
        checking_document(data.resolve().name, done, {"command": command_given(context), **parts}), folder
    )
