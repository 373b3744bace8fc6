"""What staff enter to sign in, to set up their second factor, and to say again who they are."""

from typing import Any

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from intersessional.signing_in import second_factor


class CodeField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        attributes = {"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(label=_("Code"), max_length=20, widget=forms.TextInput(attributes), **kwargs)


class SignInForm(AdminAuthenticationForm):
    """Name, password and code at once: the answer doesn't tell which of them was wrong."""

    error_messages = {
        "invalid_login": _("This is not the user name, password and code of a staff account. Capitals matter."),
        "inactive": AdminAuthenticationForm.error_messages["inactive"],
    }
    code = CodeField(
        required=False,
        help_text=_("From your app, or a backup code. Leave it empty if you have not set up a second factor yet."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not second_factor.is_wanted():
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        user: Any = self.get_user()
        if user is not None and second_factor.is_wanted() and second_factor.is_enrolled(user):
            device = second_factor.device_of(user, cleaned.get("code", ""))
            if device is None:
                raise self.get_invalid_login_error()
            user.otp_device = device
        return cleaned


class SetUpForm(forms.Form):
    code = CodeField(help_text=_("The six digits that the app shows now."))


class ConfirmForm(forms.Form):
    """For who is signed in already."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    code = CodeField(help_text=_("From your app, or a backup code."))

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if not second_factor.is_wanted():
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        is_right = self.user.check_password(cleaned["password"])
        if is_right and second_factor.is_wanted():
            is_right = second_factor.device_of(self.user, cleaned["code"]) is not None
        if not is_right:
            raise ValidationError(_("The password or the code is wrong."))
        return cleaned
