#!/bin/sh
# Ingests the fixtures into a store of their own and shows the two answers Rebound is for.
# usage: demo.sh PROGRAM
set -eu

program="$1"
here=$(dirname "$0")/..
store=$(mktemp -d)/demo.db
trap 'rm -rf "$(dirname "$store")"' EXIT

# The fixtures are dated; so is the demonstration, or its holds would have ended long ago.
now="2026-11-24"

show() {
  echo
  echo "\$ rebound $*"
  "$program" "$@" --db "$store" --now "$now"
}

echo "\$ rebound ingest Fixtures/mail"
"$program" ingest "$here/Fixtures/mail" --db "$store" --now "$now" --summary || test $? -eq 65
show suppressions
show domains
