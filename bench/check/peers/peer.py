"""What every peer script shares: the clock, the rules, and the one JSON line it prints.

A check peer is called with a rules file (written by rules.ts) and a data file; a profile peer with a data file.
"""

import json
import sys
import time
from importlib.metadata import version

STARTED = time.perf_counter()


def read_arguments():
    """The rules (a list of dictionaries) and the path of the data."""
    with open(sys.argv[1], encoding="utf-8") as file:
        return json.load(file), sys.argv[2]


def versions(*packages):
    """`name version` of each package, the tool first and its engine after it."""
    return ", ".join(f"{package} {version(package)}" for package in packages)


def report(peer, packages, failed, judged, lacks):
    """Prints the verdicts: ids of the failed rules, of all judged ones, and of those the tool has no rule for."""
    failed = sorted(set(failed))
    unknown = set(failed) - set(judged)
    if unknown:
        raise SystemExit(f"{peer}: failed rules that it did not judge: {unknown}")
    print(
        json.dumps(
            {
                "peer": peer,
                "version": versions(*packages),
                "rules": len(judged),
                "passed": len(judged) - len(failed),
                "failed": failed,
                "lacks": sorted(lacks),
                "seconds_inside": round(time.perf_counter() - STARTED, 3),
            }
        )
    )


def report_profile(peer, packages, columns, statistics):
    """Prints how many columns were profiled and how many statistics each got, at most."""
    print(
        json.dumps(
            {
                "peer": peer,
                "version": versions(*packages),
                "columns": columns,
                "statistics": statistics,
                "seconds_inside": round(time.perf_counter() - STARTED, 3),
            }
        )
    )
