"""Pointblank's `DataScan` on Polars."""

from peer import report_profile

import sys

import pointblank as pb
import polars as pl

scan = pb.DataScan(pl.read_parquet(sys.argv[1]))
summary = scan.summary_data
names = [name for name in summary.columns if name not in ("colname", "coltype", "icon")]
report_profile("pointblank-scan", ["pointblank", "polars"], len(summary), len(names))
