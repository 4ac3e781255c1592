"""`footnote eval retrieval`."""

import typer
from rich.console import Console

from evals.commands.common import Folder, Out, command_given, fresh_folder, hand_over, settings_with


def retrieval(context: typer.Context, data: Folder, *, out: Out = None) -> None:
    """Search a test collection in BEIR's layout by words, by meaning, and by both, and compare the three.

    The collection is indexed in a folder that is removed afterwards.
    """
    from evals.beir import read_beir
    from evals.progress_bar import progress_bars
    from evals.record import code_hash, corpus_hash, versions
    from evals.report.retrieval import retrieval_document
    from evals.retrieval import evaluate_searches
    from evals.searches import three_searches
    from evals.workspace import temporary_workspace
    from rag.models.embedding import embedding_model

    collection = read_beir(data)
    settings = settings_with(None)
    with (
        progress_bars(Console(stderr=True)) as report,
        temporary_workspace(collection.papers, settings) as workspace,
    ):
        embedding = embedding_model(settings, report)
        with three_searches(workspace, embedding, report) as searches:
            found = evaluate_searches(collection, searches, report)
    parts = {
        "command": command_given(context),
        "embedder": embedding.model_name,
        "papers, SHA-256": corpus_hash(collection.papers),
        "code, SHA-256": code_hash(),
        **versions(),
    }
    hand_over(
        retrieval_document(collection, found, parts), out or fresh_folder(f"retrieval-{collection.name}")
    )
