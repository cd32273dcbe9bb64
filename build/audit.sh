#!/bin/sh
# Looks for known weaknesses in the packages that build and test the plugin: for modules in Go's database, for packages in
# npm's, also those for development. A found weakness is an error.
#
# If a database does not answer within a few seconds, the script says so and skips it, so that the checks work offline. With
# BLIZZ_AUDIT=required, as in CI, this is an error too. GOVULNDB names another database for Go: a mirror or a file:// URL.
#
#     build/audit.sh
set -eu
cd "$(dirname "$0")/.."
govulncheck=$PWD/dist/tools/govulncheck
database=${GOVULNDB:-https://vuln.go.dev}
answer=$(mktemp)
trap 'rm -f "$answer"' EXIT

# unanswered reports that a database does not answer.
unanswered() {
    if [ "${BLIZZ_AUDIT:-}" = required ]; then
        echo "audit: $1 does not answer, and BLIZZ_AUDIT=required" >&2
        exit 1
    fi
    echo "audit: $1 does not answer: not checked"
}

# audit_go checks the code that the modules call, and their Go version, with Go's database.
audit_go() {
    timeout 5 "$govulncheck" -db "$database" -version >"$answer" || true
    if ! grep -q '^DB updated' "$answer"; then
        unanswered "$database"
        return
    fi
    for module in "$@"; do
        (cd "$module" && "$govulncheck" -db "$database" -test ./...)
    done
}

# audit_npm checks the packages of each package-lock.json with the registry's database. npm has the same exit code for
# found weaknesses and for a registry without an answer. The texts differ.
audit_npm() {
    for packages in "$@"; do
        if npm --prefix "$packages" audit --package-lock-only --include dev --fetch-retries 0 --fetch-timeout 5000 >"$answer" 2>&1; then
            continue
        fi
        if grep -q 'audit endpoint returned an error' "$answer"; then
            unanswered "npm's database"
            return
        fi
        cat "$answer" >&2
        exit 1
    done
}

audit_go . build e2e
audit_npm webapp e2e/web e2e/calendar
