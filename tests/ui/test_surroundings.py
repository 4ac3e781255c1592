from types import SimpleNamespace

import pytest

from ui.preparation import Preparation
from ui.shelf import UNCHOSEN, Alone, Shelf, choice_of


@pytest.fixture
def lookout_of(gradio):
    from ui.surroundings import Lookout

    return lambda assistant: Lookout(Shelf(Alone(assistant), Preparation(assistant)))


def test_the_surroundings_tell_the_library_and_offer_questions(lookout_of, assistant):
    around = lookout_of(assistant).look_around(UNCHOSEN)
    assert "3 papers" in around.masthead
    assert "What does DyMU need?" in around.welcome
    assert around.banner.strip() == ""
    assert around.timer["active"] is False


def test_the_surroundings_tell_what_is_still_missing(lookout_of, loading):
    assert "Still loading." in lookout_of(loading).look_around(UNCHOSEN).banner


def test_the_settings_tell_the_model_and_how_strict_a_refusal_is(lookout_of, assistant):
    told = lookout_of(assistant).look_around({"library": "", "strictness": 0.75}).settings
    assert "Scripted 1B" in told
    assert 'value="0.75" data-change="be-strict" checked' in told


def test_strictness_is_chosen_without_leaving_the_library(lookout_of, assistant):
    choice = lookout_of(assistant).be_strict(
        {"library": "mine", "strictness": 0.5}, SimpleNamespace(strictness="0.25")
    )
    assert choice == {"library": "mine", "strictness": 0.25}


@pytest.mark.parametrize("value", [None, "x", {"library": 3}, {"library": "a", "strictness": 7}, []])
def test_what_a_browser_remembers_and_cannot_be_a_choice_is_none(value):
    assert choice_of(value) == UNCHOSEN


def test_a_library_that_is_gone_gives_way_to_the_first_one(lookout_of, assistant):
    around = lookout_of(assistant).look_around({"library": "gone", "strictness": 0.5})
    assert "Three papers" in around.masthead
