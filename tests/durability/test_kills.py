from tests.durability.kills import run


def test_nothing_is_lost_when_processes_are_killed_at_work(tmp_path):
    tally = run(rounds=6, home=tmp_path, seed=7)
    assert tally.troubles == []
    assert tally.rounds == 7
    assert tally.acknowledged > 0
