"""Polars `describe`: nine statistics, none of them distinct counts."""

from peer import report_profile

import sys

import polars as pl

data = pl.read_parquet(sys.argv[1])
profile = data.describe()
report_profile("polars-describe", ["polars"], profile.width - 1, profile.height)
