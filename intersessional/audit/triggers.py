"""What makes the database refuse to change or delete lines and seals, whoever asks.

A change of these tables that makes them anew, as SQLite does, loses their triggers: its migration installs them again.
Whoever owns the database can take them away; the chain of seals then tells what was changed.
"""

from collections.abc import Iterator

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TOLD = "the audit log is only ever added to"
MAY_GO = {
    "audit_line": (
        "EXISTS (SELECT 1 FROM audit_seal WHERE audit_seal.line = OLD.id"
        " AND audit_seal.number <= (SELECT max(until) FROM audit_leave))"
    ),
    "audit_seal": "OLD.number <= (SELECT max(until) FROM audit_leave)",
}
KEYS = {"audit_line": "id", "audit_seal": "number"}


def install(schema_editor: BaseDatabaseSchemaEditor) -> None:
    remove(schema_editor)
    make = on_postgresql if schema_editor.connection.vendor == "postgresql" else on_sqlite
    for statement in make():
        schema_editor.execute(statement)


def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table in MAY_GO:
        for deed in ("insert", "update", "delete", "truncate"):
            where = f" ON {table}" if is_postgresql else ""
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{deed}{where}")
        if is_postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {table}_stays()")


def on_sqlite() -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{TOLD}'); END"
    for table, may_go in MAY_GO.items():
        key = KEYS[table]
        yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}"
        yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} WHEN NOT coalesce({may_go}, 0) {refuse}"
        # INSERT OR REPLACE deletes the row that it replaces without asking the trigger of deletions.
        exists = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 names of ours
        yield f"CREATE TRIGGER {table}_no_insert BEFORE INSERT ON {table} WHEN {exists} {refuse}"


def on_postgresql() -> Iterator[str]:
    for table, may_go in MAY_GO.items():
        yield f"""
            CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF TG_OP = 'DELETE' THEN
                    IF {may_go} THEN RETURN OLD; END IF;
                ELSIF TG_OP = 'TRUNCATE' THEN
                    IF NOT EXISTS (SELECT 1 FROM {table}) THEN RETURN NULL; END IF;
                END IF;
                RAISE EXCEPTION '{TOLD}';
            END $$
        """  # noqa: S608 names of ours
        for deed in ("update", "delete"):
            yield (
                f"CREATE TRIGGER {table}_no_{deed} BEFORE {deed} ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
            )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_stays()"
        )
