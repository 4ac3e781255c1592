from ui.highlight import Mark, Segment, mentions, segments

TEXT = "One two three four."


def test_a_text_without_marks_is_one_piece():
    assert segments(TEXT, ()) == (Segment(TEXT),)


def test_an_empty_text_has_no_pieces():
    assert segments("", (Mark(0, 0, "a"),)) == ()


def test_a_mark_cuts_exactly_its_span():
    assert segments(TEXT, [Mark(4, 7, "a")]) == (
        Segment("One "),
        Segment("two", ("a",)),
        Segment(" three four."),
    )


def test_overlapping_marks_share_the_piece_in_which_they_overlap():
    pieces = segments(TEXT, [Mark(0, 7, "a"), Mark(4, 13, "b")])
    assert [(piece.text, piece.names) for piece in pieces] == [
        ("One ", ("a",)),
        ("two", ("a", "b")),
        (" three", ("b",)),
        (" four.", ()),
    ]


def test_a_mark_inside_of_another_carries_both_names():
    pieces = segments(TEXT, [Mark(0, 19, "whole"), Mark(8, 13, "part")])
    assert [piece.text for piece in pieces if "part" in piece.names] == ["three"]
    assert "".join(piece.text for piece in pieces if "whole" in piece.names) == TEXT


def test_marks_that_touch_stay_apart():
    pieces = segments(TEXT, [Mark(0, 3, "a"), Mark(3, 7, "b")])
    assert [piece.names for piece in pieces] == [("a",), ("b",), ()]


def test_the_same_mark_twice_counts_once():
    assert segments(TEXT, [Mark(0, 3, "a"), Mark(0, 3, "a")])[0].names == ("a",)


def test_a_mark_beyond_the_end_is_cut_at_the_end():
    assert segments(TEXT, [Mark(14, 99, "a")])[-1] == Segment("four.", ("a",))


def test_the_pieces_joined_are_the_text():
    marks = [Mark(start, start + 6, str(start)) for start in range(0, 18, 2)]
    assert "".join(piece.text for piece in segments(TEXT, marks)) == TEXT


def test_a_mention_is_found_by_its_name():
    assert Segment("three", ("three",)) in mentions(TEXT, ["three", "five"])


def test_a_name_within_a_longer_name_does_not_cut_it():
    assert [piece.text for piece in mentions(TEXT, ["two", "two three"])] == ["One ", "two three", " four."]


def test_an_empty_name_is_never_mentioned():
    assert mentions(TEXT, [""]) == (Segment(TEXT),)
