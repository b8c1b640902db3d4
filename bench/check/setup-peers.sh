#!/usr/bin/env bash
# Makes one Python environment for each requirements-*.txt, under .venv/ beside this script, unless it is there
# and its requirements have not changed. Takes PYTHON, or the newest python3 from 3.10 to 3.12 that it finds
# (Soda Core's DuckDB has no wheel for newer ones). pip asks the package index it is configured for.
set -euo pipefail
cd "$(dirname "$0")"

fits() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 12))' 2>/dev/null; }

find_python() {
  local candidate
  for candidate in ${PYTHON:-} python3.12 python3.11 python3.10 python3 \
    "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.{12,11,10}.*/bin/python3; do
    if command -v "$candidate" >/dev/null && fits "$candidate"; then
      echo "$candidate"
      return
    fi
  done
  echo 'setup-peers: no Python from 3.10 to 3.12 with venv; name one with PYTHON=…' >&2
  return 1
}

python=$(find_python)
for requirements in requirements-*.txt; do
  name=${requirements#requirements-}
  name=${name%.txt}
  venv=.venv/$name
  if cmp -s "$requirements" "$venv/requirements.txt"; then
    continue
  fi
  echo "setup-peers: $venv with $("$python" --version)" >&2
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$requirements"
  cp "$requirements" "$venv/requirements.txt"
done
