"""Soda Core 3 on DuckDB, reading the file through a view. Median and deviation are metrics by expression."""

from peer import read_arguments, report

import json
import os
import sys

# Soda sends usage figures unless its configuration file says no; it looks for the file in the home folder.
home = os.path.join(os.path.dirname(os.path.abspath(sys.argv[1])), "soda-home")
os.makedirs(os.path.join(home, ".soda"), exist_ok=True)
with open(os.path.join(home, ".soda", "config.yml"), "w", encoding="utf-8") as file:
    file.write("send_anonymous_usage_stats: false\nuser_cookie_id: none\n")
os.environ["HOME"] = home

import duckdb
from soda.scan import Scan

EXPRESSIONS = {"standardDeviation": "stddev({0})", "median": "median({0})"}


def check_of(rule):
    """One SodaCL check as a dictionary (SodaCL is YAML, of which JSON is a part)."""
    column, name = rule.get("column"), {"name": rule["id"]}
    match rule["kind"]:
        case "rowCount":
            return {f"row_count between {rule['min']} and {rule['max']}": name}
        case "notNull":
            return {f"missing_count({column}) = 0": name}
        case "unique":
            return {f"duplicate_count({column}) = 0": name}
        case "between":
            return {f"invalid_count({column}) = 0": {**name, "valid min": rule["min"], "valid max": rule["max"]}}
        case "atLeast":
            return {f"invalid_count({column}) = 0": {**name, "valid min": rule["min"]}}
        case "nullPercentBelow":
            return {f"missing_percent({column}) < {rule['max']}": name}
        case "inSet":
            return {f"invalid_count({column}) = 0": {**name, "valid values": rule["values"]}}
        case "pattern":
            return {f"invalid_count({column}) = 0": {**name, "valid regex": rule["regex"]}}
        case "mean":
            return {f"avg({column}) between {rule['min']} and {rule['max']}": name}
        case kind:
            metric = f"{kind}_{column}".lower()
            return {
                f"{metric} between {rule['min']} and {rule['max']}": {
                    **name,
                    f"{metric} expression": EXPRESSIONS[kind].format(column),
                }
            }


rules, path = read_arguments()
connection = duckdb.connect()
connection.execute(f"create view data as select * from '{path}'")
scan = Scan()
scan.set_data_source_name("duckdb")
scan.add_duckdb_connection(connection, "duckdb")
scan.add_sodacl_yaml_str(json.dumps({"checks for data": [check_of(rule) for rule in rules]}))
scan.execute()
if scan.has_error_logs():
    raise SystemExit(scan.get_error_logs_text())
judged = [check["name"] for check in scan.get_scan_results()["checks"]]
failed = [check["name"] for check in scan.get_scan_results()["checks"] if check["outcome"] != "pass"]
lacks = [rule["id"] for rule in rules if rule["id"] not in judged]
report("soda-duckdb", ["soda-core-duckdb", "duckdb"], failed, judged, lacks)
