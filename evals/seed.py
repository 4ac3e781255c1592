"""The one seed of every draw: the split, the samples, the resamples."""

from typing import Final

SEED: Final = 20_261
