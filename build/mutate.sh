#!/bin/sh
# Changes the plugin's code one operator at a time, and tells which changes no test notices.
#
# What knows meetings and invitations is held by the tests beside it: minutes. What schedules, posts and stores is held by
# the tests through the doors, all of which run for each change: hours. It works in a copy, as the tool would copy all that
# npm has installed too.
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
