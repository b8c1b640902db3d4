"""cuallee on DuckDB, reading the file through a view."""

from peer import read_arguments, report

import duckdb
from cuallee_check import TABLE, failed_of, make_check

rules, path = read_arguments()
connection = duckdb.connect()
connection.execute(f"create view {TABLE} as select * from '{path}'")
failed = failed_of(make_check(rules).validate(connection), rules)
report("cuallee-duckdb", ["cuallee", "duckdb"], failed, [rule["id"] for rule in rules], [])
