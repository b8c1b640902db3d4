"""Pandera on Polars. It has no rule on aggregates or on the count of rows: functions of ours stand in.

They answer with a frame of one row: when one that answers with a plain truth value fails beside a rule on text,
Pandera 0.35 fails itself, on a column of mixed types.
"""

from peer import read_arguments, report

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors


def in_band(column, rule, expression):
    return lambda data: data.lazyframe.select(expression(pl.col(column)).is_between(rule["min"], rule["max"]))


def check_of(rule):
    """A check named by the rule, or nothing where the column's own options say the rule."""
    column, name = rule.get("column"), {"name": rule["id"], "error": rule["id"]}
    match rule["kind"]:
        case "between":
            return pa.Check.in_range(rule["min"], rule["max"], **name)
        case "atLeast":
            return pa.Check.ge(rule["min"], **name)
        case "inSet":
            return pa.Check.isin(rule["values"], **name)
        case "pattern":
            return pa.Check.str_matches(rule["regex"], **name)
        case "nullPercentBelow":
            return pa.Check(
                lambda data: data.lazyframe.select(pl.col(column).is_null().mean() * 100 < rule["max"]),
                **name,
            )
        case "mean":
            return pa.Check(in_band(column, rule, pl.Expr.mean), **name)
        case "standardDeviation":
            return pa.Check(in_band(column, rule, pl.Expr.std), **name)
        case "median":
            return pa.Check(in_band(column, rule, pl.Expr.median), **name)


rules, path = read_arguments()
data = pl.read_csv(path) if path.endswith(".csv") else pl.read_parquet(path)
of_column, of_frame, options = {}, [], {}
for rule in rules:
    column = rule.get("column")
    match rule["kind"]:
        case "rowCount":
            of_frame.append(
                pa.Check(
                    lambda frame, rule=rule: rule["min"] <= frame.lazyframe.select(pl.len()).collect().item() <= rule["max"],
                    name=rule["id"],
                    error=rule["id"],
                )
            )
        case "notNull":
            options.setdefault(column, {})["nullable"] = rule["id"]
        case "unique":
            options.setdefault(column, {})["unique"] = rule["id"]
        case _:
            of_column.setdefault(column, []).append(check_of(rule))
schema = pa.DataFrameSchema(
    {
        column: pa.Column(
            checks=of_column.get(column, []),
            nullable="nullable" not in options.get(column, {}),
            unique="unique" in options.get(column, {}),
        )
        for column in {rule["column"]: None for rule in rules if "column" in rule}
    },
    checks=of_frame,
)
failed = []
try:
    schema.validate(data, lazy=True)
except SchemaErrors as errors:
    for error in errors.schema_errors:
        option = {"SERIES_CONTAINS_NULLS": "nullable", "SERIES_CONTAINS_DUPLICATES": "unique"}.get(error.reason_code.name)
        failed.append(options[error.schema.name][option] if option else error.check.name)
report("pandera-polars", ["pandera", "polars"], failed, [rule["id"] for rule in rules], [])
