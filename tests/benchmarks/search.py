"""The search among twenty thousand records: `make bench` prints what a request takes in one process.

`DATABASE_URL` names the database to measure on, an empty one; the default is SQLite in a temporary folder.
"""

import re
import statistics
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.benchmarks.ground import ground

RECORDS = 20_000
ROUNDS = 15
QUERIES = {
    "a rare word": "zanzibar",
    "two words": "victim zanzibar",
    "a word in a twentieth of them": "thematic",
    "part of a symbol": "MSP.16",
    "a word in none": "xylophone",
    "a word in all of them": "matters",
}


def main() -> None:
    with ground() as seeds:
        seeds.records(RECORDS)
        client = import_module("django.test").Client()
        print(f"| search among {RECORDS:,} records for | hits | time a request |\n| --- | --- | --- |")
        for name, query in QUERIES.items():
            hits = re.search(r"<strong>(\d+) hit", client.get("/search/", {"q": query}).content.decode())
            print(f"| {name} | {hits[1] if hits else 'none'} | {1000 * median(client, query):.0f} ms |", flush=True)


def median(client: Any, query: str) -> float:
    """Seconds, of some rounds."""
    spent = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        client.get("/search/", {"q": query})
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


if __name__ == "__main__":
    main()
