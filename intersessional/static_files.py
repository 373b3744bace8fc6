"""Static files under names that change with their content."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Scripts import each other by those names too, so that no page mixes the scripts of two deployments."""

    support_js_module_import_aggregation = True
