"""A checked sentence in the terminal."""

from rag.values import CheckedClaim, Citation
from ui.terminal.output import Output

STYLES = {"supported": "green", "contradicted": "red", "unsupported": "yellow"}
INDENT = 14


def print_claim(output: Output, claim: CheckedClaim) -> None:
    """Print a sentence after its verdict, and below it why, and the sentences that say so or otherwise."""
    output.pieces([(f"{claim.verdict:<{INDENT}}", STYLES[claim.verdict]), (claim.text, "")])
    if claim.reason:
        output.write(claim.reason, "dim", indent=INDENT)
    for citation in claim.citations:
        _print_footnote(output, citation)


def _print_footnote(output: Output, citation: Citation) -> None:
    marker = f"[{citation.number}] "
    output.pieces([(marker, "dim"), (f"“{citation.quote}”", "italic")], indent=INDENT)
    output.write(citation.paper.title, "dim", indent=INDENT + len(marker))
