"""Whether a draft betrays that the evidence has no answer."""

from collections.abc import Sequence

from rag.question import Reading
from rag.verification.quantities import missing_quantities
from rag.verification.verifier import Judgement


def unfounded(reading: Reading, judgements: Sequence[Judgement]) -> bool:
    """Whether the model could only repeat the question, or made up the number that was asked for.

    A model that has the answer before it seldom does either; one that has not, often.
    """
    if any(judgement.stands and _tells(reading, judgement) for judgement in judgements):
        return False
    faults = {judgement.fault for judgement in judgements if not judgement.stands}
    return faults == {"echo"} or (reading.asks_number and "number" in faults)


def _tells(reading: Reading, judgement: Judgement) -> bool:
    return not reading.asks_number or bool(missing_quantities(judgement.claim, reading.question))
