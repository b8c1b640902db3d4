"""Pointblank on Polars. It has no median: `specially` takes a function of ours."""

from peer import read_arguments, report

import pointblank as pb
import polars as pl


def add_step(validation, rule):
    column = rule.get("column")
    match rule["kind"]:
        case "rowCount":
            middle, half = (rule["min"] + rule["max"]) // 2, (rule["max"] - rule["min"]) // 2
            return validation.row_count_match(middle, tol=(half, half))
        case "notNull":
            return validation.col_vals_not_null(column)
        case "unique":
            return validation.rows_distinct(columns_subset=column)
        case "between":
            return validation.col_vals_between(column, rule["min"], rule["max"])
        case "atLeast":
            return validation.col_vals_ge(column, rule["min"])
        case "nullPercentBelow":
            return validation.col_pct_null(column, p=rule["max"] / 100, tol=(validation.data.height, 0))
        case "inSet":
            return validation.col_vals_in_set(column, rule["values"])
        case "pattern":
            return validation.col_vals_regex(column, rule["regex"])
        case "mean" | "standardDeviation" as kind:
            middle, half = (rule["min"] + rule["max"]) / 2, (rule["max"] - rule["min"]) / 2
            name = "col_avg" if kind == "mean" else "col_sd"
            least, most = middle - half, middle + half
            return getattr(getattr(validation, f"{name}_ge")(column, least), f"{name}_le")(column, most)
        case "median":
            return validation.specially(
                lambda data: rule["min"] <= data.get_column(column).median() <= rule["max"]
            )


rules, path = read_arguments()
data = pl.read_csv(path) if path.endswith(".csv") else pl.read_parquet(path)
validation = pb.Validate(data)
owners = []
for rule in rules:
    validation = add_step(validation, rule)
    owners += [rule["id"]] * (len(validation.validation_info) - len(owners))
# The checked table is not asked back: keeping a copy of it for every step only costs memory.
validation = validation.interrogate(collect_tbl_checked=False)
passed = {step.i: step.all_passed for step in validation.validation_info}
if None in passed.values():
    raise SystemExit("pointblank: a step was not judged")
failed = [owners[i - 1] for i, ok in passed.items() if not ok]
report("pointblank-polars", ["pointblank", "polars"], failed, [rule["id"] for rule in rules], [])
