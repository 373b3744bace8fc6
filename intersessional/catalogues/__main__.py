"""`python -m intersessional.catalogues var/django.pot locale`: what is wrong with the catalogues; 1 if anything is."""

import sys
from pathlib import Path

from babel.messages.pofile import read_po

from intersessional.catalogues.check import check


def main(sources: str, folder: str) -> int:
    with Path(sources).open("rb") as file:
        findings = check(Path(folder).resolve(), read_po(file))
    for finding in findings:
        sys.stderr.write(f"{finding}\n")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
