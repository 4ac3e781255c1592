"""`footnote eval`: how good is it?"""

import typer

from evals.commands.answers import answers
from evals.commands.calibrating import calibrate
from evals.commands.checking import checking
from evals.commands.comparing import compare
from evals.commands.judging import judge
from evals.commands.reporting import report
from evals.commands.retrieval import retrieval
from evals.commands.summarising import results

app = typer.Typer(name="eval", help="Measure how good the answers are.", no_args_is_help=True)
for command in (answers, retrieval, checking, compare, report, judge, calibrate, results):
    app.command()(command)
