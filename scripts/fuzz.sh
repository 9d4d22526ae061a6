#!/bin/sh
# Builds the fuzz targets with libFuzzer and AddressSanitizer and runs each in turn.
# usage: fuzz.sh SECONDS [TARGET…]
set -eu

seconds="$1"
shift
targets="${*:-message mime mbox html report dsn arf text}"
here=$(cd "$(dirname "$0")/.." && pwd)
build="$here/.build-fuzz"

REBOUND_FUZZ=1 swift build --package-path "$here" --scratch-path "$build" --product ReboundFuzz \
  -c release -Xswiftc -Xclang-linker -Xswiftc -fuse-ld=lld -Xswiftc -sanitize=fuzzer,address -Xcc -fsanitize=fuzzer-no-link,address >"$here/.build-fuzz.log" 2>&1 || {
  tail -20 "$here/.build-fuzz.log" >&2
  exit 70
}

mkdir -p "$build/findings" "$build/seeds"
find "$here/Fixtures/mail" -type f ! -name '*.json' -size -64k -exec cp {} "$build/seeds/" \;

fuzz() {
  mkdir -p "$build/corpus/$1"
  REBOUND_FUZZ_TARGET="$1" "$build/release/ReboundFuzz" \
    -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -max_len=65536 \
    -artifact_prefix="$build/findings/$1-" -print_final_stats=1 \
    "$build/corpus/$1" "$build/seeds" 2>&1 |
    grep -E "ERROR|SUMMARY|stat::number|DONE|Test unit" | sed "s/^/$1: /" || true
}

# One target for each processor at a time.
running=0
for target in $targets; do
  echo "== $target, $seconds seconds"
  fuzz "$target" &
  running=$((running + 1))
  if [ "$running" -ge "$(nproc)" ]; then
    wait
    running=0
  fi
done
wait

if [ -n "$(ls -A "$build/findings")" ]; then
  echo "Findings:" >&2
  ls "$build/findings" >&2
  exit 1
fi
echo "No finding."
