"""roundtrip_check.py, where rows that lie as they do in the oracle's own file are read, and not validated again.

    python3 changed_rows.py FOLDER FILE

FOLDER is that of roundtrip_check.py, FILE a database as it takes it. To validate a row takes Django two queries and more, nine tenths
of the whole check; those of the oracle's own file are validated once, by the test that leaves it as it was.
"""
import os
import sqlite3
import sys

folder, file = sys.argv[1:]
sys.path.insert(0, folder)

import roundtrip_check

roundtrip_check.T.need_django()
from django.db import connection
from django.db.models import Model

oracle, changed = (
    sqlite3.connect(roundtrip_check.uri(path), uri=True) for path in (os.path.join(folder, "contacts.sqlite3"), file)
)
unchanged = {}


def rows(database, meta):
    columns = ", ".join('"%s"' % field.column for field in meta.concrete_fields)
    try:
        return {row[0]: row for row in database.execute(f'SELECT "{meta.pk.column}", {columns} FROM "{meta.db_table}"')}
    except sqlite3.OperationalError:
        return {}  # no such table or column


def is_unchanged(row):
    meta = row._meta
    if meta.db_table not in unchanged:
        before = rows(oracle, meta)
        unchanged[meta.db_table] = {key for key, values in rows(changed, meta).items() if before.get(key) == values}
    return meta.pk.get_db_prep_value(row.pk, connection) in unchanged[meta.db_table]


validate = Model.full_clean
Model.full_clean = lambda row, *given, **named: None if is_unchanged(row) else validate(row, *given, **named)
sys.exit(roundtrip_check.main([file]))
