"""A round's money by currency, its figures, and a paragraph for the coordinator's report."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.admin.sponsorship.pages import RoundPages
from meetings.ledger import Average, Column, Ledger, Tally, forecast
from meetings.models import Nomination
from meetings.wording.sponsorship import average_told, forecast_told, rate_told, report

FORMULAS = [
    ("pledged", gettext_lazy("Pledged"), gettext_lazy("all shares of contributions, received or not")),
    ("received", gettext_lazy("Received"), gettext_lazy("the shares of contributions that have a day of receipt")),
    ("spent", gettext_lazy("Spent"), gettext_lazy("everything settled, of whichever nomination")),
    (
        "committed",
        gettext_lazy("Committed"),
        gettext_lazy(
            "what is not settled yet: of who has an offer, accepted it or attended what is booked, else the ceiling; "
            "of who declined, withdrew or did not attend what is booked; of others nothing"
        ),
    ),
    ("balance", gettext_lazy("Balance"), gettext_lazy("received, less spent, less committed")),
]

HEADS = [
    *(gettext_lazy("Women"), gettext_lazy("Men"), gettext_lazy("Others")),
    *(gettext_lazy("From capitals"), gettext_lazy("From missions"), gettext_lazy("From the field")),
    gettext_lazy("First time"),
]
"""Of the figures: genders and origins in the order of their choices."""


def sums(ledger: Ledger) -> list[tuple[Any, Any, list[Any], Any]]:
    """Each sum with its formula, by currency, and in the round's currency where another one counts too."""
    columns: list[Column] = list(ledger.columns.values())
    total = ledger.total.column if ledger.total.rates else None
    return [
        (label, formula, [getattr(one, name) for one in columns], getattr(total, name) if total else None)
        for name, label, formula in FORMULAS
    ]


def figures(tally: Tally) -> list[tuple[Any, Tally, list[int]]]:
    """How far nominations came, with how many women and men, from where, for the first time."""
    stages = [
        (gettext_lazy("Nominated"), tally),
        (gettext_lazy("Ever offered"), tally.offered),
        (gettext_lazy("Ever accepted"), tally.accepted),
        (gettext_lazy("Attended"), tally.attended),
    ]
    return [
        (
            label,
            part,
            [
                *(part.by("gender")[code] for code in Nomination.Gender.values),
                *(part.by("coming_from")[code] for code in Nomination.Origin.values),
                part.by("is_first_time")[True],
            ],
        )
        for label, part in stages
    ]


class MoneyPages(RoundPages):
    def get_urls(self) -> list[Any]:
        return [*self.round_urls(("ledger", self.ledger), ("report", self.report)), *super().get_urls()]

    def ledger(self, request: HttpRequest, key: int) -> HttpResponse:
        found = self.round(request, key, "view_awardline", "view_contribution")
        ledger = found.as_ledger()
        average = Average.of_round(ledger)
        carried = forecast(ledger, average)
        context = {
            "ledger": ledger,
            "sums": sums(ledger),
            "rates": [rate_told(rate, found.currency) for rate in ledger.total.rates],
            "average": average_told(average, found.currency),
            "forecast": forecast_told(carried) if carried else "",
            "allotments": found.allotments.select_related("contribution__donor"),
        }
        return self.round_page(request, "ledger", found, _("Ledger"), **context)

    def report(self, request: HttpRequest, key: int) -> HttpResponse:
        found = self.round(request, key, "view_awardline", "view_contribution")
        rows = list(found.nominations.with_costs())
        tally = Tally.of(row.as_delegate() for row in rows)
        shares = found.allotments.select_related("contribution__donor").order_by("contribution__donor__sort_key")
        donors = list(dict.fromkeys(str(share.contribution.donor) for share in shares))
        text = report(str(found.meeting), tally, found.as_ledger(rows), donors, timezone.localdate())
        context = {"figures": figures(tally), "heads": HEADS, "text": text}
        return self.round_page(request, "report", found, _("Report"), **context)
