from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("committees", "0002_core_objectives"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalstate",
            name="is_least_developed",
            field=models.BooleanField(
                blank=True, help_text="Unknown: not recorded.", null=True, verbose_name="least developed country"
            ),
        ),
        migrations.AddField(
            model_name="historicalstate",
            name="is_mine_affected",
            field=models.BooleanField(
                blank=True, help_text="Unknown: not recorded.", null=True, verbose_name="mine-affected"
            ),
        ),
        migrations.AddField(
            model_name="state",
            name="is_least_developed",
            field=models.BooleanField(
                blank=True, help_text="Unknown: not recorded.", null=True, verbose_name="least developed country"
            ),
        ),
        migrations.AddField(
            model_name="state",
            name="is_mine_affected",
            field=models.BooleanField(
                blank=True, help_text="Unknown: not recorded.", null=True, verbose_name="mine-affected"
            ),
        ),
    ]
