#!/usr/bin/env bash
# Makes the Python environment of DVC, under .venv/ beside this script. Takes PYTHON, or python3. pip asks the package index it is configured for.
set -euo pipefail
cd "$(dirname "$0")"
if ! cmp -s requirements-dvc.txt .venv/requirements.txt; then
  rm -rf .venv
  "${PYTHON:-python3}" -m venv .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-dvc.txt
  cp requirements-dvc.txt .venv/requirements.txt
fi
