"""cuallee on Polars."""

from peer import read_arguments, report

import polars as pl
from cuallee_check import failed_of, make_check

rules, path = read_arguments()
data = pl.read_csv(path) if path.endswith(".csv") else pl.read_parquet(path)
failed = failed_of(make_check(rules).validate(data), rules)
report("cuallee-polars", ["cuallee", "polars"], failed, [rule["id"] for rule in rules], [])
