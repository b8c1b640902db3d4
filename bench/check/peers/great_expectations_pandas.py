"""Great Expectations on pandas."""

from peer import read_arguments, report

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd


def expectation_of(rule):
    column, meta = rule.get("column"), {"id": rule["id"]}
    match rule["kind"]:
        case "rowCount":
            return gxe.ExpectTableRowCountToBeBetween(min_value=rule["min"], max_value=rule["max"], meta=meta)
        case "notNull":
            return gxe.ExpectColumnValuesToNotBeNull(column=column, meta=meta)
        case "unique":
            return gxe.ExpectColumnValuesToBeUnique(column=column, meta=meta)
        case "between" | "atLeast":
            return gxe.ExpectColumnValuesToBeBetween(
                column=column, min_value=rule["min"], max_value=rule.get("max"), meta=meta
            )
        case "nullPercentBelow":
            return gxe.ExpectColumnValuesToNotBeNull(column=column, mostly=1 - rule["max"] / 100, meta=meta)
        case "inSet":
            return gxe.ExpectColumnValuesToBeInSet(column=column, value_set=rule["values"], meta=meta)
        case "pattern":
            return gxe.ExpectColumnValuesToMatchRegex(column=column, regex=rule["regex"], meta=meta)
        case kind:
            name = {
                "mean": "ExpectColumnMeanToBeBetween",
                "standardDeviation": "ExpectColumnStdevToBeBetween",
                "median": "ExpectColumnMedianToBeBetween",
            }[kind]
            return getattr(gxe, name)(column=column, min_value=rule["min"], max_value=rule["max"], meta=meta)


rules, path = read_arguments()
data = pd.read_csv(path) if path.endswith(".csv") else pd.read_parquet(path)
context = gx.get_context(mode="ephemeral")
context.variables.progress_bars = {"globally": False, "metric_calculations": False}
batch = context.data_sources.add_pandas("pandas").add_dataframe_asset("data").add_batch_definition_whole_dataframe("all")
suite = gx.ExpectationSuite(name="bench", expectations=[expectation_of(rule) for rule in rules])
result = batch.get_batch({"dataframe": data}).validate(suite)
judged, failed = [], []
for verdict in result.results:
    if verdict.exception_info.get("raised_exception"):
        raise SystemExit(str(verdict.exception_info))
    judged.append(verdict.expectation_config.meta["id"])
    failed += [] if verdict.success else [judged[-1]]
lacks = [rule["id"] for rule in rules if rule["id"] not in judged]
report("great-expectations-pandas", ["great_expectations", "pandas"], failed, judged, lacks)
