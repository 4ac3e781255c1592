import pytest

from corpus.readers.latex import plain


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        ("no latex, 5% of it, {", "no latex, 5% of it, {"),
        (r"G{\"o}del, Erd\H{o}s, \'etude, {\L}{\'o}d{\'z}, \c{c}a", "Gödel, Erdős, étude, Łódź, ça"),
        (r"5\% \& more \_", "5% & more _"),
        (r"{5% of {BERT}}", "5% of BERT"),
        (r"\emph{very} \textbf{bold}, \url{https://x.org/a_b}", "very bold, https://x.org/a_b"),
        (r"$O(n^2)$ and $\frac{a}{b}$", "O(n^2) and a/b"),
        ("costs $5 and $6", "costs $5 and $6"),
        ("C:\\ and a -- b --- c ----", "C:\\ and a – b — c ----"),
        ("about~1.93x, ~5", "about 1.93x, ~5"),
        ("``quoted''", "“quoted”"),
        (r"\unknown{stays}", "stays"),
    ],
)
def test_latex_becomes_the_text_that_it_stands_for(latex, text):
    assert plain(latex) == text


def test_text_of_many_braces_takes_no_time():
    assert len(plain("{" * 20_000)) == 20_000


def test_braces_around_much_text_take_no_time():
    text = ("{" + "a" * 1_000) * 50
    assert plain(text) == text
