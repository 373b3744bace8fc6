"""Nominations as a file: for a reason, which is kept; names only by a permission of their own."""

import logging
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from intersessional.audit import log
from intersessional.lib.confirmed import needs_confirmation
from intersessional.lib.csv_export import csv_response
from meetings.admin.programme_pages import posted
from meetings.admin.sponsorship.pages import RoundPages
from meetings.exports.sponsorship import nomination_blocks, nomination_columns
from meetings.models import SponsorshipRound

logger = logging.getLogger(__name__)


class ExportForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=gettext_lazy("What the file is for. It is kept, with your name and the number of rows; name nobody."),
    )
    with_names = forms.BooleanField(
        label=gettext_lazy("With names, functions, e-mail addresses, expertise and needs"), required=False
    )


class ExportPages(RoundPages):
    def get_urls(self) -> list[Any]:
        return [*self.round_urls(("export", self.export)), *super().get_urls()]

    @needs_confirmation
    def export(self, request: HttpRequest, key: int) -> HttpResponseBase:
        """Never with sensitive details."""
        found = self.round(request, key, "view_awardline")
        form = ExportForm(posted(request))
        if not request.user.has_perm("meetings.export_nomination"):
            del form.fields["with_names"]
        if request.method == "POST" and form.is_valid():
            return self.file(request, found, form.cleaned_data["reason"], form.cleaned_data.get("with_names", False))
        return self.round_page(request, "export", found, _("Export"), form=form)

    def file(
        self,
        request: HttpRequest,
        found: SponsorshipRound,
        reason: str,
        with_names: bool,  # noqa: FBT001
    ) -> HttpResponseBase:
        number = found.nominations.count()
        told = exported_with_names(number) if with_names else exported_without_names(number)
        with transaction.atomic():
            self.log_change(request, found, told % {"number": number, "reason": reason})
            log.write(log.Kind.EXPORTED, by=request.user, subject=found, number=number, names=with_names)
        # The reason is somebody's own words, so that the log does without it.
        logger.info(
            "Nominations exported: round %s, %d rows, names %s, user %s", found.pk, number, with_names, request.user.pk
        )
        blocks = nomination_blocks(found.nominations.with_costs().in_order(), with_names=with_names)
        return csv_response(f"nominations-{found.code}", nomination_columns(with_names=with_names), blocks, bom=True)


def exported_with_names(number: int) -> str:
    return ngettext(
        "%(number)d nomination exported, with names. Reason: %(reason)s",
        "%(number)d nominations exported, with names. Reason: %(reason)s",
        number,
    )


def exported_without_names(number: int) -> str:
    return ngettext(
        "%(number)d nomination exported, without names. Reason: %(reason)s",
        "%(number)d nominations exported, without names. Reason: %(reason)s",
        number,
    )
