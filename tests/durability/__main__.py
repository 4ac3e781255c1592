"""The command of `tests.durability.kills`."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.durability import kills


def main() -> None:
    parser = argparse.ArgumentParser(description=kills.__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("rounds", type=int, nargs="?", default=200)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        tally = kills.run(
            asked.rounds, Path(folder), asked.seed, lambda tally: sys.stderr.write(f"{tally}\n")
        )
    sys.stdout.write("\n".join([*tally.troubles, f"{tally}\n"]))
    raise SystemExit(bool(tally.troubles))


if __name__ == "__main__":
    main()
