"""PubMedQA: medical questions, of which a library of other papers must refuse every one.

Source: Jin et al. 2019, "PubMedQA: A Dataset for Biomedical Research Question Answering".
"""

from pathlib import Path

from evals.jsonl import read_records
from evals.question import Question


def load_pubmedqa(folder: Path) -> tuple[Question, ...]:
    """The questions of `qa.jsonl` (or `qa.jsonl.gz`) in a folder, each to be refused.

    Raises:
        ReadError: there is no such file, or it cannot be read.
        BadRecordError: a line has no `_id` or no `question`.
    """
    return tuple(
        Question(
            id=f"pubmedqa-{record.text('_id')}",
            type="pubmedqa",
            question=record.text("question"),
            history=(),
            statuses=("not_in_corpus", "not_in_abstract"),
            papers=(),
            sentences=(),
            facts=(),
            forbidden=(),
            extra_papers=(),
        )
        for record in read_records(folder, "qa")
    )
