"""Compares the rows of two Parquet files by their key with datacompy, and prints the counts as JSON.

    python datacompy_rows.py polars|pandas BEFORE AFTER
"""

import json
import sys

import datacompy

frame, before, after = sys.argv[1:]
if frame == "polars":
    import polars

    read, compare = polars.read_parquet, datacompy.PolarsCompare
else:
    import pandas

    read, compare = pandas.read_parquet, datacompy.PandasCompare

found = compare(read(before), read(after), join_columns="id", abs_tol=0, rel_tol=0)
print(
    json.dumps(
        {
            "added": len(found.df2_unq_rows),
            "removed": len(found.df1_unq_rows),
            "changed": len(found.intersect_rows) - int(found.count_matching_rows()),
            "changedIn": {
                one["column"]: int(one["unequal_cnt"])
                for one in found.column_stats
                if one["column"] != "id"
            },
        }
    )
)
