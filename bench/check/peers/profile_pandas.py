"""pandas `describe` of all columns."""

from peer import report_profile

import sys

import pandas as pd

data = pd.read_parquet(sys.argv[1])
profile = data.describe(include="all")
report_profile("pandas-describe", ["pandas", "pyarrow"], profile.shape[1], profile.shape[0])
