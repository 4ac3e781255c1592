"""In which encoding a file is, told by its beginning."""

import codecs
import re

UTF_8 = "utf-8"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
_OF_OTHER_SCRIPTS = ["cp1251", "koi8_r", "cp1253", "gb18030", "big5", "cp932", "euc_jp", "cp949"]
_BAD_BYTE = re.compile(r"[\udc80-\udcff]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_LAST_LATIN = "\u024f"
_LETTER = re.compile(r"[^\W\d_]")


def encoding_of(sample: bytes) -> str:
    """The encoding of a file that begins so; UTF-8 unless something speaks against it.

    A byte order mark is believed. Text that is not UTF-8 is taken for the encoding of another script
    where `charset_normalizer` finds one in it, and else for Windows-1252, the encoding of western Europe:
    between the encodings of Latin letters, a few accents decide nothing.
    """
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return encoding
    if b"\x00" in sample and (wide := _without_mark(sample)):
        return wide
    text = codecs.getincrementaldecoder(UTF_8)("surrogateescape").decode(sample)
    bad = len(_BAD_BYTE.findall(text))
    good = len(_BEYOND_ASCII.findall(text)) - bad
    return UTF_8 if bad <= good else _eight_bit(sample)


def _without_mark(sample: bytes) -> str | None:
    """UTF-16 of mostly Latin text has a zero in every other byte."""
    pairs = len(sample) // 2
    if sample[1::2].count(0) > pairs * 0.7:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > pairs * 0.7 else None


def _eight_bit(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    telling = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    guess = from_bytes(telling, cp_isolation=[_WESTERN, *_OF_OTHER_SCRIPTS]).best()
    if guess is None or not _is_of_another_script(str(guess)):
        return _WESTERN
    return guess.encoding


def _is_of_another_script(text: str) -> bool:
    letters: list[str] = [letter for letter in _BEYOND_ASCII.findall(text) if _LETTER.match(letter)]
    return sum(letter > _LAST_LATIN for letter in letters) * 2 > len(letters)
