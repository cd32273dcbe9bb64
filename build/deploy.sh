#!/bin/sh
# Uploads a bundle to a running Mattermost server and enables the plugin.
#
#     build/deploy.sh BUNDLE
#
# MM_SERVICESETTINGS_SITEURL names the server, and MM_ADMIN_TOKEN is an administrator's token. The default is the server of
# "make run".
set -eu
cd "$(dirname "$0")/.."
bundle=$1
if [ -z "${MM_SERVICESETTINGS_SITEURL:-}" ] && [ -f dist/run.env ]; then
    . dist/run.env
fi
: "${MM_SERVICESETTINGS_SITEURL:?names no server: set it to its address, or keep one up with make run}"
: "${MM_ADMIN_TOKEN:?is empty: set it to the token of an administrator}"

# api calls a route of the server. The token goes through standard input, because other users of this machine can read
# the arguments.
api() {
    path=$1
    shift
    printf 'header = "Authorization: Bearer %s"\n' "$MM_ADMIN_TOKEN" |
        curl --config - --silent --show-error --fail-with-body "$@" "${MM_SERVICESETTINGS_SITEURL%/}/api/v4/plugins$path"
}

if ! answer=$(api '' --form force=true --form "plugin=@$bundle"); then
    echo "deploy: the server refuses the bundle. Does PluginSettings.EnableUploads allow uploads? $answer" >&2
    exit 1
fi
api /blizz/enable --request POST >/dev/null
echo "$bundle is enabled on $MM_SERVICESETTINGS_SITEURL"
