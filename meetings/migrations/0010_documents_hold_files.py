"""A version of a document holds a file of ours, or an outside address; a document tells by whom it is."""

import django.db.models.deletion
import intersessional.lib.uploads
import intersessional.lib.web_address
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0002_core_objectives"),
        ("meetings", "0009_find_released_items"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="committee",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="committees.committee",
                verbose_name="committee",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="organisation",
            field=models.CharField(blank=True, max_length=200, verbose_name="by the organisation"),
        ),
        migrations.AddField(
            model_name="document",
            name="state",
            field=models.ForeignKey(
                blank=True,
                help_text="Who made the statement, where it is one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="committees.state",
                verbose_name="by the State",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="checksum",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="checksum"),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="content_type",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="format"),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="file",
            field=intersessional.lib.uploads.UploadField(
                blank=True,
                help_text="PDF, DOCX, PPTX, XLSX or TXT, up to 20 MB.",
                max_length=255,
                upload_to=intersessional.lib.uploads.random_name,
                verbose_name="file",
            ),
        ),
        migrations.AddField(
            model_name="documentversion",
            name="file_name",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="file name"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="committee",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="committees.committee",
                verbose_name="committee",
            ),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="organisation",
            field=models.CharField(blank=True, max_length=200, verbose_name="by the organisation"),
        ),
        migrations.AddField(
            model_name="historicaldocument",
            name="state",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Who made the statement, where it is one.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="committees.state",
                verbose_name="by the State",
            ),
        ),
        migrations.AddField(
            model_name="historicaldocumentversion",
            name="checksum",
            field=models.CharField(blank=True, editable=False, max_length=64, verbose_name="checksum"),
        ),
        migrations.AddField(
            model_name="historicaldocumentversion",
            name="content_type",
            field=models.CharField(blank=True, editable=False, max_length=100, verbose_name="format"),
        ),
        migrations.AddField(
            model_name="historicaldocumentversion",
            name="file",
            field=models.TextField(
                blank=True, help_text="PDF, DOCX, PPTX, XLSX or TXT, up to 20 MB.", max_length=255, verbose_name="file"
            ),
        ),
        migrations.AddField(
            model_name="historicaldocumentversion",
            name="file_name",
            field=models.CharField(blank=True, editable=False, max_length=200, verbose_name="file name"),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("presidents_paper", "President's Paper"),
                    ("agenda", "Agenda"),
                    ("programme", "Programme"),
                    ("report", "Report"),
                    ("observations", "Observations"),
                    ("statement", "Statement"),
                    ("presentation", "Presentation"),
                    ("background", "Background paper"),
                    ("invitation", "Invitation letter"),
                    ("participants", "List of participants"),
                    ("practical", "Practical information"),
                    ("other", "Other"),
                ],
                default="other",
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="documentversion",
            name="size",
            field=models.PositiveIntegerField(
                blank=True, help_text="In bytes; of a file it is measured.", null=True, verbose_name="size"
            ),
        ),
        migrations.AlterField(
            model_name="documentversion",
            name="url",
            field=intersessional.lib.web_address.WebAddressField(
                blank=True, help_text="Where the document is kept elsewhere.", max_length=1000, verbose_name="address"
            ),
        ),
        migrations.AlterField(
            model_name="historicaldocument",
            name="kind",
            field=models.CharField(
                choices=[
                    ("presidents_paper", "President's Paper"),
                    ("agenda", "Agenda"),
                    ("programme", "Programme"),
                    ("report", "Report"),
                    ("observations", "Observations"),
                    ("statement", "Statement"),
                    ("presentation", "Presentation"),
                    ("background", "Background paper"),
                    ("invitation", "Invitation letter"),
                    ("participants", "List of participants"),
                    ("practical", "Practical information"),
                    ("other", "Other"),
                ],
                default="other",
                max_length=16,
                verbose_name="kind",
            ),
        ),
        migrations.AlterField(
            model_name="historicaldocumentversion",
            name="size",
            field=models.PositiveIntegerField(
                blank=True, help_text="In bytes; of a file it is measured.", null=True, verbose_name="size"
            ),
        ),
        migrations.AlterField(
            model_name="historicaldocumentversion",
            name="url",
            field=intersessional.lib.web_address.WebAddressField(
                blank=True, help_text="Where the document is kept elsewhere.", max_length=1000, verbose_name="address"
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", None), ("organisation", ""), _connector="OR"),
                name="document_by_a_state_or_an_organisation",
                violation_error_message="Name a State or an organisation, not both.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("file", ""), ("url__gt", "")), models.Q(("file__gt", ""), ("url", "")), _connector="OR"
                ),
                name="document_version_is_a_file_or_an_address",
                violation_error_message="Give a file or an address, one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checksum", ""), ("content_type", ""), ("file", ""), ("file_name", "")),
                    models.Q(
                        ("checksum__gt", ""),
                        ("content_type__gt", ""),
                        ("file__gt", ""),
                        ("file_name__gt", ""),
                        ("size__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="document_version_knows_its_file",
                violation_error_message="A file has a name, a format, a size and a checksum.",
            ),
        ),
    ]
