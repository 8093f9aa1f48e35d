from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0003_leaving'),
    ]

    operations = [
        migrations.AddField(
            model_name='city',
            name='deletable_from',
            field=models.DateField(blank=True, null=True),
        ),
    ]
