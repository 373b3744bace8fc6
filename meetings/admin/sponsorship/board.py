"""A round's nominations by status; deeds over many of them, looked at before they are confirmed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.actions.releases import OutdatedError
from meetings.actions.sponsorship import Prepared, carry_out, prepare
from meetings.admin.sponsorship.pages import RoundPages
from meetings.ledger import Verb
from meetings.models import Nomination, SponsorshipRound
from meetings.wording.sponsorship import VERBS, done, objection_told


class DeedForm(forms.Form):
    """A verb over nominations of one round; `seen` is what the page that asks for confirmation showed."""

    verb = forms.ChoiceField(
        label=gettext_lazy("Deed"),
        choices=list(VERBS.items()),
        error_messages={
            "required": gettext_lazy("Press one of the buttons below the board."),
            "invalid_choice": gettext_lazy("There is no such deed."),
        },
    )
    nomination = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Nominations"),
        queryset=Nomination.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose at least one nomination."),
            "invalid_choice": gettext_lazy("One of the nominations is not of this round."),
            "invalid_pk_value": gettext_lazy("One of the nominations is not of this round."),
        },
    )
    seen = forms.CharField(required=False)
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"class": "vTextField"}),
        help_text=gettext_lazy("Kept in the history of each nomination."),
    )

    def __init__(self, *args: Any, round_: SponsorshipRound, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["nomination"]
        field.queryset = round_.nominations.all()

    @property
    def deed(self) -> dict[str, Any]:
        keys = [nomination.pk for nomination in self.cleaned_data["nomination"]]
        return {"verb": Verb(self.cleaned_data["verb"]), "keys": keys}


class BoardPages(RoundPages):
    def get_urls(self) -> list[Any]:
        return [*self.round_urls(("board", self.board), ("review", self.review)), *super().get_urls()]

    def board(self, request: HttpRequest, key: int) -> HttpResponse:
        found = self.round(request, key)
        rows = list(found.nominations.with_costs().in_order())
        by_status = [(status, [row for row in rows if row.status == status]) for status in Nomination.Status]
        columns = [(status, [(row, row.as_award().cost) for row in among]) for status, among in by_status]
        context = {"columns": columns, "ledger": found.as_ledger(rows), "verbs": VERBS.items()}
        return self.round_page(request, "board", found, _("Board"), **context)

    def review(self, request: HttpRequest, key: int) -> HttpResponse:
        """What a deed would do, with a button that confirms just that."""
        found = self.round(request, key, "change_nomination")
        is_confirmed = request.method == "POST"
        form = DeedForm(request.POST if is_confirmed else request.GET, round_=found)
        if not form.is_valid() and {"verb", "nomination"}.intersection(form.errors):
            for sentences in form.errors.values():
                self.message_user(request, " ".join(map(str, sentences)), messages.ERROR)
            return redirect("admin:meetings_sponsorshipround_board", found.pk)
        if is_confirmed and form.is_valid():
            answer = self.confirmed(request, found, form)
            if answer:
                return answer
        return self.review_page(request, form, prepare(round_=found, **form.deed))

    def confirmed(self, request: HttpRequest, found: SponsorshipRound, form: DeedForm) -> HttpResponse | None:
        """Back to the board; None where it was refused, which the form then tells."""
        written = {"seen": form.cleaned_data["seen"], "reason": form.cleaned_data["reason"]}
        try:
            prepared = carry_out(round_=found, by=request.user, **form.deed, **written)
        except ValidationError as error:
            form.add_error(None, error)
            return None
        self.message_user(request, done(prepared.verb, len(prepared.nominations)), messages.SUCCESS)
        return redirect("admin:meetings_sponsorshipround_board", found.pk)

    def review_page(self, request: HttpRequest, form: DeedForm, prepared: Prepared) -> HttpResponse:
        context = {
            "form": form,
            "prepared": prepared,
            "rows": [(row, row.as_award().cost) for row in prepared.nominations],
            "objections": [objection_told(one, prepared.round.currency) for one in prepared.objections],
            "is_outdated": any(isinstance(one, OutdatedError) for one in form.non_field_errors().as_data()),
        }
        title = _("Review: %(deed)s") % {"deed": VERBS[prepared.verb]}
        return self.round_page(request, "review", prepared.round, title, **context)
