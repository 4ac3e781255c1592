from dataclasses import replace

from rag.values import Finished
from ui.conversation import Turn
from ui.status import counted, status_line

from .scripted import played


def lines(answer, papers=61):
    turn = Turn("q")
    told = [status_line(turn, papers)]
    for step in played("q", answer):
        turn = turn.after(step)
        told.append(status_line(turn, papers))
    return list(dict.fromkeys(told))


def test_each_step_of_an_answer_is_told(memory):
    assert lines(memory) == [
        "Searching 61 papers…",
        "Reading 3 papers…",
        "Writing a draft…",
        "Checking sentence 2…",
        "Checking sentence 3…",
        "Putting the answer together…",
        "Answered in 5.2 s · 1 sentence checked, 1 quoted, 1 dropped · Scripted 1B",
    ]


def test_the_number_of_papers_is_left_out_while_it_is_not_known():
    assert status_line(Turn("q")) == "Searching…"


def test_an_answer_without_a_model_is_called_quotations(memory):
    assert status_line(Turn("q").after(Finished(replace(memory, model="none")))).endswith("· quotations only")


def test_a_listing_is_told_by_its_papers(memory):
    listing = replace(memory, listing=True, model="none")
    assert status_line(Turn("q").after(Finished(listing))) == "Answered in 5.2 s · 2 papers · quotations only"


def test_the_two_refusals_are_told_apart(silent):
    here = status_line(Turn("q").after(Finished(silent)))
    absent = status_line(Turn("q").after(Finished(replace(silent, status="not_in_corpus"))))
    assert here == "The paper is here, but its abstract does not say · 1.2 s · Scripted 1B"
    assert absent == "Not in this library · 1.2 s · Scripted 1B"


def test_an_error_and_a_stop_are_told():
    assert status_line(Turn("q").failed("no")) == "No answer"
    assert status_line(Turn("q").stopped()) == "Stopped"


def test_one_is_singular_and_thousands_are_grouped():
    assert counted(1, "paper") == "1 paper"
    assert counted(12345, "paper") == "12,345 papers"
