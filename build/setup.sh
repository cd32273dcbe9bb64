#!/bin/sh
# Checks for the programs that building and testing need, and installs the missing ones. If it can't, it ends with the one
# command to type.
#
#     build/setup.sh           for everything
#     build/setup.sh server    for a Mattermost server only, without Chromium
#
# It needs only a shell. SETUP_ROOT is a folder that replaces /, for the tests.
set -eu
cd "$(dirname "$0")/.."
purpose=${1:-everything}
root=${SETUP_ROOT:-}
oldest_node=20.19
oldest_postgres=14
case $(uname -s) in
Darwin) cache=$HOME/Library/Caches ;;
*) cache=${XDG_CACHE_HOME:-$HOME/.cache} ;;
esac

has() { command -v "$1" >/dev/null 2>&1; }

is_root() { [ "$(id -u)" = 0 ]; }

stop() {
    echo "setup: $*" >&2
    exit 1
}

# check_variables stops if a variable names a program or a folder that does not exist.
check_variables() {
    chromium=${BLIZZ_E2E_CHROMIUM:-}
    if [ -n "$chromium" ] && ! { [ -f "$chromium" ] && [ -x "$chromium" ]; }; then
        stop "BLIZZ_E2E_CHROMIUM names a program that isn't there: $chromium"
    fi
    bin=${BLIZZ_E2E_POSTGRES_BIN:-}
    if [ -n "$bin" ] && ! is_postgres "$bin"; then
        stop "BLIZZ_E2E_POSTGRES_BIN names a folder without PostgreSQL $oldest_postgres or newer: $bin"
    fi
    client=${MATTERMOST_CLIENT:-}
    if [ -n "$client" ] && [ ! -f "$client/client/root.html" ]; then
        stop "MATTERMOST_CLIENT names a folder without client/root.html: $client"
    fi
}

# look fills found and missing: lists of names with commas.
look() {
    found='' missing=''
    look_for_go
    look_for_node
    if has npm; then found "npm"; else missing "npm"; fi
    if has git; then found "git"; else missing "git"; fi
    look_for_postgres
    [ "$purpose" = server ] || look_for_chromium
}

found() { found=${found:+$found, }$1; }

missing() { missing=${missing:+$missing, }$1; }

# In this folder, an older Go fetches the version in go.mod.
look_for_go() {
    if has go && version=$(go env GOVERSION 2>/dev/null); then found "Go ${version#go}"; else missing Go; fi
}

look_for_node() {
    version=$(node -p process.versions.node 2>/dev/null) || version=0.0
    major=${version%%.*} rest=${version#*.}
    minor=${rest%%.*}
    if [ "$major" -gt "${oldest_node%.*}" ] || { [ "$major" = "${oldest_node%.*}" ] && [ "$minor" -ge "${oldest_node#*.}" ]; }; then
        found "Node $version"
    else
        missing Node
    fi
}

# e2e/postgres/programs.go looks in the same places, and fetches an archive into the same folder.
look_for_postgres() {
    if [ -n "${BLIZZ_E2E_POSTGRES_DSN:-}" ]; then
        found "the PostgreSQL of BLIZZ_E2E_POSTGRES_DSN"
        return
    fi
    for folder in ${bin:+"$bin"} "$(dirname "$(command -v postgres || true)")" \
        "$root"/usr/lib/postgresql/*/bin "$root"/usr/pgsql-*/bin "$root"/opt/homebrew/opt/postgresql*/bin \
        "$root"/usr/local/opt/postgresql*/bin "$root"/Applications/Postgres.app/Contents/Versions/*/bin; do
        if is_postgres "$folder"; then
            found "PostgreSQL $postgres"
            return
        fi
    done
    for archive in "$cache"/mattermost-plugin-blizz/embedded-postgres-binaries-*; do
        if [ -f "$archive" ]; then
            found "PostgreSQL, fetched"
            return
        fi
    done
    missing PostgreSQL
}

# is_postgres tells whether a folder has a new enough PostgreSQL. It stores the major version in postgres.
is_postgres() {
    [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
    postgres=$("$1/postgres" --version 2>/dev/null) || return 1
    postgres=${postgres#*(PostgreSQL) }
    postgres=${postgres%%[!0-9]*}
    [ "${postgres:-0}" -ge "$oldest_postgres" ]
}

# e2e/web/tests/support/chromium.ts looks for the same names.
look_for_chromium() {
    for name in ${chromium:+"$chromium"} chromium-headless-shell chromium chromium-browser google-chrome-stable google-chrome chrome; do
        if has "$name"; then
            found "Chromium ($(command -v "$name"))"
            return
        fi
    done
    if has_playwrights_chromium; then found "Chromium (Playwright's)"; else missing Chromium; fi
}

# Each version of Playwright needs one build of Chromium, and keeps it in a folder of that name.
has_playwrights_chromium() {
    revision=$(node -p "require('./e2e/web/node_modules/playwright-core/browsers.json')
        .browsers.find(({name}) => name === 'chromium-headless-shell').revision" 2>/dev/null) || return 1
    [ -f "${PLAYWRIGHT_BROWSERS_PATH:-$cache/ms-playwright}/chromium_headless_shell-$revision/INSTALLATION_COMPLETE" ]
}

# is_missing tells whether a name is in the list of missing programs.
is_missing() {
    case ", $missing," in *", $1,"*) return 0 ;; *) return 1 ;; esac
}

# get installs the missing programs, without asking for a password.
get() {
    if is_missing Chromium && ! is_missing Node && ! is_missing npm; then
        get_playwrights_chromium || true
        look
    fi
    if [ -n "$missing" ] && is_root && has apt-get; then
        export DEBIAN_FRONTEND=noninteractive
        # shellcheck disable=SC2046 # one word a package
        { apt-get update -q && apt-get install -y -q --no-install-recommends $(packages apt-get); } || true
        look
    fi
    if is_missing PostgreSQL && ! is_missing Go; then
        echo "setup: fetching PostgreSQL"
        (cd e2e && bounded 300 go run ./cmd/postgres) || true
        look
    fi
}

# get_playwrights_chromium first checks whether the server answers, because Playwright would try for half a minute.
get_playwrights_chromium() {
    host=${PLAYWRIGHT_DOWNLOAD_HOST:-https://cdn.playwright.dev}
    node -e 'fetch(process.argv[1], {method: "HEAD", signal: AbortSignal.timeout(4000)}).catch(() => process.exit(1))' "$host" || return 1
    echo "setup: fetching Chromium"
    [ -d e2e/web/node_modules/playwright-core ] || (cd e2e/web && npm ci --no-audit --no-fund)
    dependencies=''
    if is_root && has apt-get; then dependencies=--with-deps; fi
    bounded 300 node e2e/web/node_modules/@playwright/test/cli.js install $dependencies --only-shell chromium
}

# bounded runs a command, and stops it after a number of seconds.
bounded() {
    seconds=$1
    shift
    "$@" &
    command=$!
    { sleep "$seconds" && kill "$command"; } >/dev/null 2>&1 &
    alarm=$!
    status=0
    wait "$command" || status=$?
    kill "$alarm" 2>/dev/null || true
    return "$status"
}

# packages prints a package manager's names of the missing programs.
packages() {
    for name in Go Node npm git PostgreSQL Chromium; do
        is_missing "$name" || continue
        case $1:$name in
        apt-get:Go) echo golang-go ;;
        dnf:Go) echo golang ;;
        *:Go) echo go ;;
        brew:Node) echo node ;;
        *:Node) echo nodejs ;;
        brew:npm) is_missing Node || echo node ;;
        *:npm) echo npm ;;
        *:git) echo git ;;
        dnf:PostgreSQL) echo postgresql-server ;;
        brew:PostgreSQL) echo postgresql@17 ;;
        *:PostgreSQL) echo postgresql ;;
        apt-get:Chromium) chromium_package ;;
        *:Chromium) echo chromium ;;
        esac
    done
}

# chromium_package prints apt-get's name of Chromium. Newer Debians also have it without windows, which is enough.
chromium_package() {
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        echo chromium-headless-shell
    elif grep -q '^ID=ubuntu' "$root/etc/os-release"; then
        echo chromium-browser
    else
        echo chromium
    fi
}

# advise prints the one command that installs the missing programs.
advise() {
    echo "setup: missing: $missing" >&2
    if is_missing Go || is_missing Node; then
        echo "setup: it takes Node $oldest_node or newer, and a Go that can fetch the one in go.mod (1.21 or newer)" >&2
    fi
    for manager in apt-get dnf pacman brew; do
        has "$manager" || continue
        case $manager in
        pacman) install='pacman -S --needed' ;;
        brew) install='brew install' ;;
        *) install="$manager install -y" ;;
        esac
        [ "$manager" = brew ] || is_root || install="sudo $install"
        echo "setup: type this, and try again:" >&2
        # shellcheck disable=SC2046 # one word a package
        echo "$install" $(packages "$manager") >&2
        return
    done
    echo "setup: this script knows no package manager on this machine: install them by hand" >&2
}

check_variables
look
if [ -n "$missing" ]; then
    echo "setup: there is ${found:-nothing}; missing: $missing"
    get
fi
if [ -n "$missing" ]; then
    advise
    exit 1
fi
echo "setup: $found"
