"""The floor: one full join in DuckDB, which takes the key to be unique and counts nothing else. Prints the counts as JSON.

    python duckdb_rows.py BEFORE AFTER
"""

import json
import sys

import duckdb

before, after = sys.argv[1:]
connection = duckdb.connect()
names = [row[0] for row in connection.execute("DESCRIBE FROM read_parquet($1)", [before]).fetchall() if row[0] != "id"]
differs = {name: f'b."{name}" IS DISTINCT FROM a."{name}"' for name in names}
both = "b.id IS NOT NULL AND a.id IS NOT NULL"
counts = [
    "count_if(b.id IS NULL)",
    "count_if(a.id IS NULL)",
    f"count_if({both} AND ({' OR '.join(differs.values())}))",
    *(f"count_if({both} AND {differ})" for differ in differs.values()),
]
added, removed, changed, *cells = connection.execute(
    f"SELECT {', '.join(counts)} FROM read_parquet($1) b FULL JOIN read_parquet($2) a ON b.id = a.id", [before, after]
).fetchone()
print(json.dumps({"added": added, "removed": removed, "changed": changed, "changedIn": dict(zip(names, cells))}))
