#!/bin/sh
# Installs the Debian packages Rebound is built on, where they are missing, and says so.
set -eu

packages="libsqlite3-dev zlib1g-dev libbz2-dev liblzma-dev libzstd-dev sqlite3"

missing=""
for package in $packages; do
  if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed"; then
    missing="$missing $package"
  fi
done

if ! command -v swift >/dev/null 2>&1; then
  echo "The Swift toolchain (6.2 or later) is missing: see https://www.swift.org/install/linux/" >&2
  exit 69
fi

[ -n "$missing" ] || exit 0

echo "Installing what is missing:$missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  as_root="sudo"
fi
$as_root apt-get update -qq
# shellcheck disable=SC2086 # one word per package is meant
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
