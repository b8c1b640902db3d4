"""datacontract-cli on DuckDB, through its library: an ODCS contract with a SQL rule where ODCS has no metric."""

from peer import read_arguments, report

import json
import os

from datacontract.data_contract import DataContract

TYPES = {"id": "integer", "a": "number", "b": "number", "z": "number", "k": "integer", "n": "integer", "cat": "string",
         "usr": "string", "ts": "timestamp", "flag": "boolean", "name": "string", "temp": "number"}  # fmt: skip
AGGREGATES = {"mean": "avg({0})", "standardDeviation": "stddev({0})", "median": "median({0})"}


def contract_of(rules, path):
    properties, table = {}, []
    owners = {}
    for rule in rules:
        id, column = rule["id"], rule.get("column")
        if column:
            property = properties.setdefault(column, {"name": column, "logicalType": TYPES.get(column, "number")})
            quality = property.setdefault("quality", [])
            options = property.setdefault("logicalTypeOptions", {})
        match rule["kind"]:
            case "rowCount":
                table.append({"id": id, "metric": "rowCount", "mustBeBetween": [rule["min"], rule["max"]]})
            case "notNull":
                property["required"] = True
                owners[(column, "field_required")] = [id]
            case "unique":
                property["unique"] = True
                owners[(column, "field_unique")] = [id]
            case "between" | "atLeast":
                options["minimum"] = rule["min"]
                owners[(column, "field_minimum")] = [id]
                if "max" in rule:
                    options["maximum"] = rule["max"]
                    owners[(column, "field_maximum")] = [id]
            case "pattern":
                options["pattern"] = rule["regex"]
                owners[(column, "field_regex")] = [id]
            case "nullPercentBelow":
                quality.append({"id": id, "metric": "nullValues", "mustBeLessThan": rule["max"], "unit": "percent"})
            case "inSet":
                quality.append(
                    {"id": id, "metric": "invalidValues", "arguments": {"validValues": rule["values"]}, "mustBe": 0}
                )
            case kind:
                quality.append(
                    {
                        "id": id,
                        "type": "sql",
                        "query": f"select {AGGREGATES[kind].format(column)} from data",
                        "mustBeBetween": [rule["min"], rule["max"]],
                    }
                )
    for property in properties.values():
        for key in ("quality", "logicalTypeOptions"):
            if not property.get(key):
                property.pop(key, None)
    contract = {
        "apiVersion": "v3.1.0",
        "kind": "DataContract",
        "id": "bench",
        "version": "1.0.0",
        "status": "active",
        "servers": [{"server": "file", "type": "local", "path": path, "format": os.path.splitext(path)[1][1:]}],
        "schema": [{"name": "data", "quality": table, "properties": list(properties.values())}],
    }
    return contract, owners


rules, path = read_arguments()
contract, owners = contract_of(rules, path)
run = DataContract(data_contract_str=json.dumps(contract), server="file").test()
failed, judged = [], set()
for check in run.checks:
    ids = [check.qualityId] if check.qualityId else owners.get((check.field, check.type), [])
    if ids and check.result not in ("passed", "failed"):
        raise SystemExit(f"{check.name}: {check.result}: {check.reason}")
    if check.result == "failed" and not ids:
        raise SystemExit(f"an unexpected rule failed: {check.name}: {check.reason}")
    judged.update(ids)
    failed += ids if check.result == "failed" else []
judged = [rule["id"] for rule in rules if rule["id"] in judged]
lacks = [rule["id"] for rule in rules if rule["id"] not in judged]
report("datacontract-duckdb", ["datacontract-cli", "duckdb"], failed, judged, lacks)
