#!/usr/bin/env bash
# Makes the Python environment of the peers of `rows.ts`, under out/rows-venv/. Takes PYTHON, or python3. pip asks the package index it is configured for.
set -euo pipefail
cd "$(dirname "$0")"
venv=out/rows-venv
if ! cmp -s requirements-rows.txt "$venv/requirements.txt"; then
  rm -rf "$venv"
  "${PYTHON:-python3}" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r requirements-rows.txt
  cp requirements-rows.txt "$venv/requirements.txt"
fi
