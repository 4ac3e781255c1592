"""The doctor's findings in the terminal."""

from ui.diagnosis.finding import Finding
from ui.terminal.output import Output

STYLES = {"ok": "green", "missing": "yellow", "wrong": "red"}
STATE, SUBJECT = 9, 17


def print_finding(output: Output, finding: Finding) -> None:
    """Print a finding's state, subject and detail, and below them what mends it."""
    state, subject = f"{finding.state:<{STATE}}", f"{finding.subject:<{SUBJECT}}"
    output.pieces([(state, STYLES[finding.state]), (subject, "bold"), (finding.detail, "")])
    if finding.remedy:
        output.write(f"→ {finding.remedy}", indent=STATE + SUBJECT)
