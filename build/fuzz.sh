#!/bin/sh
# Runs every fuzz target of the plugin, one after the other, and prints the number of tried inputs for each.
#
#     build/fuzz.sh TIME [PARALLEL] [TARGET]
#
# TIME is the time for each target, such as 20s. PARALLEL is the number of workers, by default one for each processor. TARGET
# is a pattern of the targets to run. A failing input is left in testdata/fuzz beside the target: commit it with the fix. Go
# would spend up to a minute on making each new input shorter, which is most of a short run.
set -eu
cd "$(dirname "$0")/.."
time=$1 parallel=${2:-} pattern=${3:-.}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
failed=''

targets() {
    grep -rE --include='*_test.go' '^func Fuzz[A-Za-z0-9]*\(f \*testing\.F\)' server |
        sed -E 's|^(.*)/[^/]*:func (Fuzz[A-Za-z0-9]*).*|\1 \2|' | grep -E "$pattern" | sort
}

[ -n "$(targets)" ] || { echo "no fuzz target like $pattern" >&2; exit 1; }
for target in $(targets | tr ' ' :); do
    folder=${target%:*} name=${target#*:}
    if go test "./$folder" -run '^$' -fuzz "^$name\$" -fuzztime "$time" -fuzzminimizetime 1s \
        ${parallel:+-parallel "$parallel"} >"$log" 2>&1; then
        result=ok
    else
        result=FAILED failed="$failed $name"
        cat "$log"
    fi
    tried=$(sed -nE 's/.*execs: ([0-9]+).*interesting: ([0-9]+).*/\1 tried, \2 new/p' "$log" | tail -n 1)
    printf '%-8s%-20s%-20s%s\n' "$result" "$name" "$folder" "${tried:-nothing tried}"
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
