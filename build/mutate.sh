#!/bin/sh
# Changes the plugin's code one operator at a time, and lists the changes that no test notices.
#
# For the packages of meetings and invitations, it runs the tests beside them, which takes minutes. For the packages that
# schedule, post and store, it runs all tests through the doors for each change, which takes hours. It works in a copy, because
# the tool would also copy all packages that npm has installed.
#
#     build/mutate.sh              both
#     build/mutate.sh beside       the first only
#     build/mutate.sh doors        the second only
set -eu
cd "$(dirname "$0")/.."
which=${1:-both}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z | grep -zv '^e2e/' | tar --null --files-from - --create | tar --extract --directory "$copy"
cd "$copy"

unleash() {
    go run github.com/go-gremlins/gremlins/cmd/gremlins@v0.6.0 unleash "$@" \
        --invert-logical --invert-loopctrl --timeout-coefficient 10 --output-statuses lt
}

if [ "$which" != doors ]; then
    for package in meeting invitation; do
        unleash "./server/$package"
    done
fi
if [ "$which" != beside ]; then
    module=$(go list -m)
    # Only covered code is changed, and only these packages are measured for that.
    unleash ./server --integration --coverpkg "$module/server/schedule,$module/server/posting,$module/server/room,$module/server/kv"
fi
