"""The parts of a person's name, as BibTeX reads them from "First von Last" or "von Last, First"."""


def family_first(name: str) -> str:
    """A name with the family's part in front: "Ludwig van Beethoven" is "van Beethoven, Ludwig"."""
    words = name.split()
    if "," in name or len(words) < 2:  # noqa: PLR2004
        return " ".join(words)
    particle = next((place for place, word in enumerate(words[1:-1], start=1) if word[0].islower()), None)
    family = len(words) - 1 if particle is None else particle
    return f"{' '.join(words[family:])}, {' '.join(words[:family])}"


def family(name: str) -> str:
    """The family's part of a name."""
    return family_first(name).partition(",")[0]
