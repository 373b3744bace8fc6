"""Words without case and accents, so that SQLite and PostgreSQL find and sort alike."""

import unicodedata
from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# Letters that Unicode doesn't take apart into a base letter and an accent.
LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"})
# Letters that Arabic writes one for the other, as in Persian type or at the end of a word; tatweel only stretches.
LETTERS |= str.maketrans({"\u0671": "ا", "ى": "ي", "\u06cc": "ي", "ة": "ه", "\u06a9": "ك", "\u0640": ""})


def decompose(text: str) -> str:
    """Twice over nothing changes any more: a styled capital becomes a plain one before it becomes small."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())


def fold(text: str) -> str:
    """Lower-case words of letters and digits joined by single spaces: `APLC/MSP.16` gives `aplc msp 16`."""
    decomposed = decompose(decompose(text))
    bare = "".join(c for c in decomposed if not is_mark(c)).translate(LETTERS)
    return " ".join("".join(plain_digit(c) if c.isalnum() else " " for c in bare).split())


def is_mark(character: str) -> bool:
    """An accent or a vowel sign, or an invisible sign that joins, parts or turns letters."""
    return bool(unicodedata.combining(character)) or unicodedata.category(character) == "Cf"


def plain_digit(character: str) -> str:
    """A digit of any script as one of `0` to `9`."""
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def sort_key(text: str) -> str:
    """ASCII letters and digits, `0` between words: the same order under every collation. 200 characters at most."""
    ascii_words = fold(text).encode("ascii", "ignore").decode().split()
    return "0".join(ascii_words)[:200]


def words_in(query: str, *columns: str) -> Q:
    """Every word of the query stands in one of the folded columns; a query without a letter or digit finds nothing."""
    words = [folded for word in query.split() if (folded := fold(word))]
    if not words:
        return Q(pk__in=[])
    found = Q()
    for word in words:
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__contains": word})
        found &= anywhere
    return found


class Folded(models.Model):
    """A row found by its words and sorted by its name; the two columns follow the texts at every save."""

    folded = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=200, editable=False, default="", db_index=True)

    derived: ClassVar[tuple[str, ...]] = ("folded", "sort_key")
    """The columns that follow from the texts."""

    class Meta:
        abstract = True

    def save(self, *args: object, **kwargs: object) -> None:
        self.refold()
        update_fields = kwargs.get("update_fields")
        if isinstance(update_fields, list | tuple | set | frozenset):
            kwargs["update_fields"] = {*update_fields, *self.derived}
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def words(self) -> Iterable[str]:
        """Every text that finds this row; the first names it and sorts it."""
        raise NotImplementedError

    def refold(self) -> None:
        """Bring the two columns up to date; bulk writers, which skip `save()`, call it themselves."""
        words = [word for word in self.words() if word]
        self.folded = fold(" ".join(words))
        self.sort_key = self.sorted_by(words[0] if words else "")

    def sorted_by(self, name: str) -> str:
        """The key of the row's name; a row with a number of its own kind may have a better one."""
        return sort_key(name)


class Aliased(Folded):
    """A row that is found by other names too."""

    aliases = models.TextField(_("also written"), blank=True, help_text=_("Other names it is found by, one a line."))

    class Meta:
        abstract = True

    @property
    def alias_list(self) -> list[str]:
        return self.aliases.splitlines()
