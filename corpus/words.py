"""The English words that the rules of this room rest on.

Those about full stops were gathered from the abstracts of the ACL Anthology: what stands before a full
stop that a lower-case letter follows, and what begins a sentence after one that surely ends it.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_LAST = _words(
    """
    aka approx c.f capt cf dr e.g eg eq eqn eqns eqs esp et fig figs gen hon i.e ie incl lt mr mrs ms mt
    prof resp rev s.t sgt st v.s viz vs w.l.o.g w.r.t wrt
    """
)
"""A sentence does not end with these."""

BEFORE_NUMBER = _words(
    """
    alg app apr art aug ca ch chap chs cor dec def ed ex feb jan jul jun lem mar max min no nos nov obs oct
    p par pp prop ref refs sec secs sect sep sept tab thm v ver vol vols
    """
)
"""Abbreviations where a number follows, words elsewhere: "No. 5", but "the answer is no."."""

SELDOM_LAST = _words(
    """
    abs acc al avg co conf corp dept dist est inc intl jeopardy jr ltd proc sr std univ yahoo
    """
)
"""These end a sentence only where one of `STARTERS` follows."""

STARTERS = _words(
    """
    Additionally After Also Although Among An And As At Based Because Before Both But By Compared
    Consequently Contrary Conversely Despite Due Each Existing Experimental Experiments Extensive Finally
    First For From Furthermore Given Hence Here How However If In Indeed Inspired Instead It Its Lastly
    Many Meanwhile Moreover Most Next Not Notably On Our Overall Previous Recent Recently Results Second
    Several Since So Some Specifically Such That The Their Then There Therefore These They Third This Those
    Though Through Thus To Together Under Unlike Using We What When Where Whereas Which While Why With
    Without Yet
    """
)
"""Words that begin a sentence and are no part of a name."""

FUNCTION_WORDS = _words(
    """
    a about above after again against all also am among an and any are aren as at be because been before
    being below between both but by can cannot could couldn did didn do does doesn doing don down during
    each either else etc ever every few for from further had hadn has hasn have haven having he her here
    hers herself him himself his how however i if in into is isn it its itself just me might more most
    mustn my myself neither no nor not now of off on once only or other ought our ours ourselves out over
    own please same shall shan she should shouldn so some such tell than that the their theirs them
    themselves then there these they this those through thus to too under until up upon us very was wasn
    we were weren what when where whether which while who whom whose why will with within won would
    wouldn you your yours yourself yourselves
    """
)
"""Words that a search leaves out: they are in every abstract, and ask rather than say."""
