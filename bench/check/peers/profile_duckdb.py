"""DuckDB `SUMMARIZE` from Python, on the newest DuckDB there."""

from peer import report_profile

import sys

import duckdb

rows = duckdb.execute(f"summarize select * from '{sys.argv[1]}'").fetchall()
report_profile("duckdb-summarize-python", ["duckdb"], len(rows), len(rows[0]) - 2)
