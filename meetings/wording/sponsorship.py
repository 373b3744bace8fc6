"""Money, offers and figures of the Sponsorship Programme in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from intersessional.lib.dates import written
from intersessional.lib.directions import isolated
from meetings.ledger import Average, Forecast, Ledger, Objection, Rate, Tally, Verb, Why

VERBS: dict[str, Any] = {
    Verb.OFFER: gettext_lazy("Offer"),
    Verb.ACCEPT: gettext_lazy("Accepted"),
    Verb.DECLINE: gettext_lazy("Declined"),
    Verb.ATTEND: gettext_lazy("Attended"),
    Verb.MISS: gettext_lazy("Did not attend"),
    Verb.NOT_SELECT: gettext_lazy("Not selected"),
    Verb.WITHDRAW: gettext_lazy("Withdrawn"),
}
"""What stands on a button."""

DONE: dict[str, Any] = {
    Verb.OFFER: ngettext_lazy("%(number)d offer made.", "%(number)d offers made.", "number"),
    Verb.ACCEPT: ngettext_lazy("%(number)d offer accepted.", "%(number)d offers accepted.", "number"),
    Verb.DECLINE: ngettext_lazy("%(number)d offer declined.", "%(number)d offers declined.", "number"),
    Verb.ATTEND: ngettext_lazy("%(number)d delegate attended.", "%(number)d delegates attended.", "number"),
    Verb.MISS: ngettext_lazy("%(number)d delegate did not attend.", "%(number)d delegates did not attend.", "number"),
    Verb.NOT_SELECT: ngettext_lazy(
        "%(number)d nomination not selected.", "%(number)d nominations not selected.", "number"
    ),
    Verb.WITHDRAW: ngettext_lazy("%(number)d nomination withdrawn.", "%(number)d nominations withdrawn.", "number"),
}


def money(currency: str, amount: Decimal) -> str:
    """`CHF 12,500.00`, with a real minus."""
    told = number_format(abs(amount), 2, use_l10n=True, force_grouping=True)
    return f"{currency} −{told}" if amount < 0 else f"{currency} {told}"


def moneys(amounts: dict[str, Decimal]) -> str:
    """`CHF 1,200.00 + USD 300.00`; nothings are left out beside something."""
    told = {currency: amount for currency, amount in amounts.items() if amount} or dict([*amounts.items()][:1])
    return " + ".join(money(currency, amount) for currency, amount in told.items())


def done(verb: Verb, number: int) -> str:
    return str(DONE[verb] % {"number": number})


def objection_told(objection: Objection, currency: str) -> str:
    """Why offers don't fit, as a sentence."""
    names = ", ".join(map(isolated, objection.names))
    if objection.why == Why.MONEY:
        told = _("The round's money doesn't carry this: %(amount)s are missing.")
        return told % {"amount": money(currency, objection.amount)}
    if objection.why == Why.PLACES:
        told = ngettext(
            "The round has too few places: %(number)d is missing.",
            "The round has too few places: %(number)d are missing.",
            objection.number,
        )
        return told % {"number": objection.number}
    if objection.why == Why.RATE:
        return _("Nobody can tell what is left, since no rate is entered for: %(names)s.") % {"names": names}
    return _("Nothing is entered of what it costs: %(names)s.") % {"names": names}


def rate_told(rate: Rate, currency: str) -> str:
    """`USD 1 = CHF 0.9 (United Nations, 1 May 2024)`."""
    value = f"{rate.rate.normalize():f}"
    return f"{rate.currency} 1 = {currency} {value} ({rate.source}, {written(rate.day, 'day')})"


def average_told(average: Average, currency: str) -> str:
    """What a delegate cost, and of how many that is known."""
    if average.mean is None:
        return _("What a delegate costs isn't known: of none who attended is every cost settled.")
    told = _("A delegate cost %(mean)s on average; all is settled of %(of)d of the %(attended)d who attended.")
    return told % {"mean": money(currency, average.mean), "of": average.of, "attended": average.attended}


def forecast_told(forecast: Forecast) -> str:
    """How many more the balance carries; without an upper bound where somebody cost nothing."""
    told = ngettext(
        "The balance carries %(number)d more delegate at this average, between %(fewest)d at the dearest and %(most)d "
        "at the cheapest.",
        "The balance carries %(number)d more delegates at this average, between %(fewest)d at the dearest and %(most)d "
        "at the cheapest.",
        forecast.at_average,
    )
    if forecast.most is None:
        told = ngettext(
            "The balance carries %(number)d more delegate at this average, and at least %(fewest)d at the dearest.",
            "The balance carries %(number)d more delegates at this average, and at least %(fewest)d at the dearest.",
            forecast.at_average,
        )
    return told % {"number": forecast.at_average, "fewest": forecast.fewest, "most": forecast.most}


def delegates_told(tally: Tally) -> str:
    """`14 delegates of 12 States`."""
    delegates = ngettext("%(number)d delegate", "%(number)d delegates", len(tally)) % {"number": len(tally)}
    if not tally.states:
        return delegates
    states = ngettext("%(number)d State", "%(number)d States", tally.states) % {"number": tally.states}
    return _("%(delegates)s of %(states)s") % {"delegates": delegates, "states": states}


def report(meeting: str, tally: Tally, ledger: Ledger, donors: Sequence[str], today: date) -> str:
    """A paragraph for the coordinator's report, with the round's figures of a day."""
    facts = {
        "meeting": meeting,
        "day": written(today, "day"),
        "offered": delegates_told(tally.offered),
        "accepted": delegates_told(tally.accepted),
        "attended": delegates_told(tally.attended),
    }
    sentences = [
        _(
            "For the %(meeting)s the Sponsorship Programme offered sponsorship to %(offered)s. The offer was accepted "
            "by %(accepted)s, and %(attended)s attended."
        )
        % facts
    ]
    if donors:
        told = ngettext("The donor was %(donors)s.", "The donors were %(donors)s.", len(donors))
        sentences.append(told % {"donors": ", ".join(donors)})
    sentences += [money_told(ledger), average_told(Average.of_round(ledger), ledger.currency)]
    return " ".join([*sentences, _("As at %(day)s.") % facts])


def money_told(ledger: Ledger) -> str:
    """What came, went and is left, each currency for itself."""
    told = _(
        "Of %(pledged)s pledged %(received)s were received; %(spent)s are spent and %(committed)s committed, which "
        "leaves %(balance)s."
    )
    return " ".join(
        told
        % {
            "pledged": money(currency, column.pledged),
            "received": money(currency, column.received),
            "spent": money(currency, column.spent),
            "committed": money(currency, column.committed),
            "balance": money(currency, column.balance),
        }
        for currency, column in ledger.columns.items()
    )
