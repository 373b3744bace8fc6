import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0003_least_developed_and_mine_affected"),
        ("meetings", "0013_officers_keep_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalAttendance",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "source",
                    models.TextField(
                        blank=True, help_text="Addresses or symbols, with “; ” between them.", verbose_name="source"
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "read in a page or document"),
                            ("medium", "well known, but not read or only partly read"),
                            ("low", "unsure"),
                        ],
                        max_length=6,
                        verbose_name="confidence",
                    ),
                ),
                ("record_key", models.CharField(blank=True, db_index=True, default="", editable=False, max_length=300)),
                (
                    "organisation",
                    models.CharField(
                        blank=True, help_text="Only where it is no State.", max_length=200, verbose_name="organisation"
                    ),
                ),
                (
                    "delegates",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "A delegation has at least one delegate."),
                            django.core.validators.MaxValueValidator(9999),
                        ],
                        verbose_name="delegates",
                    ),
                ),
                (
                    "women",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        help_text="How many of the delegates; empty: not recorded.",
                        null=True,
                        verbose_name="women",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="committees.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical attendance",
                "verbose_name_plural": "historical attendance",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("folded", models.TextField(default="", editable=False)),
                ("sort_key", models.CharField(db_index=True, default="", editable=False, max_length=200)),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="version")),
                (
                    "source",
                    models.TextField(
                        blank=True, help_text="Addresses or symbols, with “; ” between them.", verbose_name="source"
                    ),
                ),
                (
                    "confidence",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("high", "read in a page or document"),
                            ("medium", "well known, but not read or only partly read"),
                            ("low", "unsure"),
                        ],
                        max_length=6,
                        verbose_name="confidence",
                    ),
                ),
                ("record_key", models.CharField(blank=True, db_index=True, default="", editable=False, max_length=300)),
                ("record_digest", models.CharField(blank=True, default="", editable=False, max_length=64)),
                (
                    "organisation",
                    models.CharField(
                        blank=True, help_text="Only where it is no State.", max_length=200, verbose_name="organisation"
                    ),
                ),
                (
                    "delegates",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "A delegation has at least one delegate."),
                            django.core.validators.MaxValueValidator(9999),
                        ],
                        verbose_name="delegates",
                    ),
                ),
                (
                    "women",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        validators=[django.core.validators.MaxValueValidator(9999)],
                        help_text="How many of the delegates; empty: not recorded.",
                        null=True,
                        verbose_name="women",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="meetings.meeting",
                        verbose_name="meeting",
                    ),
                ),
                (
                    "state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendance",
                        to="committees.state",
                        verbose_name="State",
                    ),
                ),
            ],
            options={
                "verbose_name": "attendance",
                "verbose_name_plural": "attendance",
                "ordering": ["-meeting__starts_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", ""), ("state__isnull", False)),
                            models.Q(("organisation__gt", ""), ("state", None)),
                            _connector="OR",
                        ),
                        name="attendance_is_of_a_state_or_an_organisation",
                        violation_error_message="Say which State or which organisation, not both.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("delegates__gte", 1)),
                        name="attendance_is_of_somebody",
                        violation_error_message="A delegation has at least one delegate.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("women", None), ("women__lte", models.F("delegates")), _connector="OR"),
                        name="attendance_has_no_more_women_than_delegates",
                        violation_error_message="There are more women than delegates.",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "state"),
                        name="attendance_of_a_state_once_at_a_meeting",
                        violation_error_message="The delegation of this State to this meeting is entered already.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("organisation__gt", "")),
                        fields=("meeting", "folded"),
                        name="attendance_of_an_organisation_once_at_a_meeting",
                        violation_error_message="The delegation of this organisation to this meeting is entered already.",
                    ),
                ],
            },
        ),
    ]
