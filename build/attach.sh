#!/bin/sh
# Attaches the debugger to the plugin of a Mattermost server on this machine. The arguments are for "dlv attach".
set -eu
cd "$(dirname "$0")/.."
pid=$(pgrep -n -f '/plugins/blizz/server/dist/plugin-') || {
    echo 'attach: no Mattermost on this machine runs the plugin: make run DEBUG=1 does' >&2
    exit 1
}
exec go run github.com/go-delve/delve/cmd/dlv@v1.27.2 attach "$pid" "$@"
