import pytest
from pylatexenc.latex2text import get_default_latex_context_db as known_as_text
from pylatexenc.latexwalker import get_default_latex_context_db as known_to_the_parser

from corpus.readers.latex import plain


def names_of(kind, context):
    return sorted({name for part in context.category_list for name in context.d[part][kind]})


MACROS = (
    "\\{}",
    "\\{}{{a}}",
    "\\{}{{a}}{{b}}",
    "\\{}[x]{{a}}{{b}}",
    "\\{} {{a}} {{b}}",
    "{{\\{} a}}",
    "$\\{}{{a}}$",
    "$\\{}$5",
    "{{\\{}}}",
)
ENVIRONMENTS = (
    "\\begin{{{0}}}a\\end{{{0}}}",
    "$\\begin{{{0}}}a\\end{{{0}}}$",
    "\\begin{{{0}}}",
    "\\end{{{0}}}",
)


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


@pytest.mark.parametrize(
    ("kind", "context", "forms"),
    [
        ("macros", known_to_the_parser(), MACROS),
        ("macros", known_as_text(), MACROS[:2]),
        ("environments", known_to_the_parser(), ENVIRONMENTS),
        ("environments", known_as_text(), ENVIRONMENTS),
    ],
)
def test_no_command_of_latex_hinders_the_reading_of_what_surrounds_it(kind, context, forms, caplog):
    for name in names_of(kind, context):
        for form in forms:
            read = plain(f"Before 1. {form.format(name)} . After it")
            assert (read[:6], read[-5:]) == ("Before", "er it")
    assert caplog.text == ""


@pytest.mark.parametrize("piece", [r"\input", r"\begin{array}"])
def test_a_command_that_cannot_be_understood_stays_and_the_rest_is_read(piece):
    assert plain(rf"{piece}, \'etude") == f"{piece}, étude"


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Mart{\'\i}nez, Mart\'\i nez, na{\"\i}ve", "Martínez, Martínez, naïve"),
        (r"{\v S}pan, {\c C}elik, Erd{\H o}s", "Špan, Çelik, Erdős"),
        (r"{\u a}{\k a}{\r a}, \'{\i}, {\'{\i}}, Nguy{\~{\^e}}n", "ăąå, í, í, Nguyễn"),
    ],
)
def test_an_accent_and_its_letter_become_one_letter(latex, text):
    assert plain(latex) == text


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\texttt{code\_x}, \textsf{a} \textmd{b} \textup{c} \mbox{d e}", "code_x, a b c d e"),
        (
            r"\LaTeX{} is, \LaTeX\ is, \href{http://x.org}{our site}, \verb|x_|",
            "LaTeX is, LaTeX is, our site, x_",
        ),
        (r"$\approx$5 ms, $\geq$90\%, $\times$2, $<$5, p$<$0.05", "≈5 ms, ≥90%, ×2, <5, p<0.05"),
        (r"costs $5 and $6, $5-$6, $5/$6, \$7--\$8", "costs $5 and $6, $5-$6, $5/$6, $7–$8"),
        (r"vs.\ x, et~al.\ show", "vs. x, et al. show"),
        (r"see http://x.org/~user/a and \(x^2\), \[y\], $$z$$", "see http://x.org/~user/a and x^2, y, z"),
        (r"\sqrt[3]{n}, \textcolor {red} {x}", "√(n), x"),
    ],
)
def test_a_command_loses_neither_its_text_nor_keeps_its_signs(latex, text):
    assert plain(latex) == text


@pytest.mark.parametrize(
    "piece", ["$", "$a", r"\(", r"\[", r"\a{", r"\a[", r"\verb|", r"\'", r"$\a ", "~", "\\"]
)
def test_pieces_without_an_end_take_no_time(piece):
    assert plain(piece * 5_000)
