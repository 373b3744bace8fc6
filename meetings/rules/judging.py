"""All rules laid on the record."""

from collections.abc import Iterable, Iterator
from datetime import date

from meetings.rules.table import RULES, Rule
from meetings.rules.values import Finding, Held, Record, Status


def judge(record: Record, today: date) -> tuple[Finding, ...]:
    """What each rule finds, in the order of the rules; of a meeting of another kind or time that it isn't applicable.
    A meeting that was called off is judged by nothing but the rule on its year."""
    return tuple(finding for rule in RULES for finding in by_rule(rule, record, today))


def by_rule(rule: Rule, record: Record, today: date) -> Iterator[Finding]:
    if rule.of_times:
        yield from rule.of_times(record, rule.period, today)
    elif rule.of_meeting:
        for held in record.meetings:
            if not held.is_off:
                yield on_meeting(rule, held, record)


def on_meeting(rule: Rule, held: Held, record: Record) -> Finding:
    """By the rules of its own time; a meeting of which not even the year is known can't be judged."""
    if held.kind not in rule.kinds or rule.of_meeting is None:
        return Finding(rule.key, Status.NOT_APPLICABLE, (held.slug,), values={"because": "kind"})
    if held.judged_on is None:
        return Finding(rule.key, Status.NOT_RECORDED, (held.slug,))
    if not rule.period.holds_on(held.judged_on):
        return Finding(rule.key, Status.NOT_APPLICABLE, (held.slug,), values={"because": "time"})
    status, values = rule.of_meeting(held, record)
    return Finding(rule.key, status, (held.slug,), values=values)


def findings_of(slug: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those about one meeting: on itself, on its year, on its committees in its cycle."""
    return tuple(finding for finding in findings if slug in finding.meetings)
