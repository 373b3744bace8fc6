"""Why a row of a spreadsheet can't be read: codes and values."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """What is wrong with a cell."""

    NO_DAY = "no_day"
    NO_TIME = "no_time"
    NO_NUMBER = "no_number"
    TOO_LONG = "too_long"
    MISSING = "missing"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    OTHER_MEETING = "other_meeting"
    OTHER_ZONE = "other_zone"
    UNKNOWN_ITEM = "unknown_item"
    ITEM_ELSEWHERE = "item_elsewhere"
    ITEM_TWICE = "item_twice"
    SEVERAL_ITEMS = "several_items"


@dataclass(frozen=True)
class Fault:
    """One cell that is refused: its column, what stands in it, and what else the sentence needs."""

    code: Code
    column: str
    value: str = ""
    other: str = ""


class UnreadableError(Exception):
    """A cell that says nothing that its column could hold."""

    def __init__(self, code: Code, value: str = "", other: str = "") -> None:
        super().__init__(code, value, other)
        self.code, self.value, self.other = code, value, other

    def at(self, column: str) -> Fault:
        return Fault(self.code, column, self.value, self.other)
