"""The cuallee check for a rule set, the same on either engine.

cuallee compares a mean, a deviation or a percentile only with `=`, and has no rule on the count of rows: its
`satisfies`, which takes any SQL, stands in with a scalar subquery.
"""

from cuallee import Check, CheckLevel

# The name under which cuallee's `satisfies` knows the frame on Polars; the view on DuckDB is called the same.
TABLE = "cuallee"

AGGREGATES = {"rowCount": "count(*)", "mean": "avg({0})", "standardDeviation": "stddev({0})", "median": "median({0})"}


def make_check(rules):
    """The check, with its rules in the order of `rules`."""
    check = Check(CheckLevel.WARNING, "bench", table_name=TABLE)
    for rule in rules:
        column = rule.get("column")
        match rule["kind"]:
            case "notNull":
                check.is_complete(column)
            case "unique":
                check.is_unique(column)
            case "between":
                check.is_between(column, (rule["min"], rule["max"]))
            case "atLeast":
                check.is_greater_or_equal_than(column, rule["min"])
            case "nullPercentBelow":
                check.is_complete(column, 1 - rule["max"] / 100)
            case "inSet":
                check.is_contained_in(column, tuple(rule["values"]))
            case "pattern":
                check.has_pattern(column, rule["regex"])
            case kind:
                aggregate = AGGREGATES[kind].format(column)
                within = f"(select {aggregate} from {TABLE}) between {rule['min']} and {rule['max']}"
                check.satisfies(column or "*", within)
    if len(check.rules) != len(rules):
        raise SystemExit("cuallee: two rules were taken for one")
    return check


def failed_of(result, rules):
    """The ids of the failed rules; cuallee answers in the order of the rules."""
    statuses = result["status"].to_list()
    return [rule["id"] for rule, status in zip(rules, statuses, strict=True) if status != "PASS"]
