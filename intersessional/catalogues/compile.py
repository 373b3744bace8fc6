"""`python -m intersessional.catalogues.compile locale`: each catalogue as the program reads it.

Babel's own command complains of every plural form that tells a number where the English singular tells none.
"""

import sys
from pathlib import Path

from babel.messages.mofile import write_mo

from intersessional.catalogues.check import read


def compile_all(folder: Path) -> None:
    """What is fuzzy or empty stays in English."""
    for source in sorted(folder.glob("*/LC_MESSAGES/django.po")):
        with source.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(source, source.parts[-3]))


if __name__ == "__main__":
    compile_all(Path(sys.argv[1]))
