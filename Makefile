# Blizz Meetings for Mattermost. `make` checks and builds everything, `make demo` shows it, and `make help` lists the
# rest.
#
# It needs Go, Node with npm, and git. The tests also need PostgreSQL 14 or newer and Chromium. `make setup` reports
# what is missing.

ID        := blizz
VERSION   := $(shell build/version.sh)
BUNDLE    := dist/$(ID)-$(VERSION).tar.gz
LOCAL     := dist/local$(if $(DEBUG),/debug)/$(ID)-$(VERSION).tar.gz
PLATFORMS := linux-amd64 linux-arm64 darwin-amd64 darwin-arm64 windows-amd64
binaries   = $(foreach platform,$(1),server/dist/plugin-$(platform)$(if $(findstring windows,$(platform)),.exe))
OWN        = $(call binaries,$(shell go env GOOS GOARCH 2>/dev/null | paste -sd- -))
COMMITTED := $(shell git log -1 --format=%ct)
TOOLS     := $(CURDIR)/dist/tools
MODULES   := . build e2e e2e/emptyplugin
GO_FILES   = $(shell find server -name '*.go' -not -name '*_test.go') go.mod go.sum
WEB_FILES  = $(shell find webapp/src webapp/public -type f 2>/dev/null) webapp/package-lock.json webapp/vite.config.ts
WEB       := webapp e2e/web

export BLIZZ_BUNDLE ?= $(CURDIR)/$(LOCAL)

.PHONY: translations all setup setup-server dist local bundle-name release reproducible notices test test-unit mutate test-integration test-faults chaos test-browser bench bench-planned budgets lint docs-check pictures format i18n fuzz model demo run deploy watch attach clean help
.DELETE_ON_ERROR:

all: lint test dist ## check, test and build

## Building

setup: ## check for Go, Node, npm, git, PostgreSQL and Chromium, and install the missing ones, or say how
	@build/setup.sh

setup-server:
	@build/setup.sh server

dist: $(BUNDLE) ## build the bundle for all platforms: dist/blizz-<version>.tar.gz

# These run the plugin on this machine, so they need the bundle for this machine only.
local: $(LOCAL) ## build the bundle for this machine: dist/local/blizz-<version>.tar.gz; DEBUG=1 for a debugger

bundle-name:
	@echo $(LOCAL)

$(BUNDLE): $(call binaries,$(PLATFORMS))
$(LOCAL): $(if $(DEBUG),dist/debug/plugin,$(OWN))
$(BUNDLE) $(LOCAL): webapp/dist/main.js plugin.json $(shell find assets -type f) LICENSE NOTICE.txt $(TOOLS)/pack
	@mkdir -p $(@D)
	$(TOOLS)/pack -version $(VERSION) -time $(COMMITTED) -o $@ assets assets/icon.svg=public/icon.svg LICENSE NOTICE.txt \
		$(patsubst dist/debug/plugin,dist/debug/plugin=$(OWN),$(filter server/dist/% dist/debug/plugin,$^)) webapp/dist
	@echo $@

release: dist $(TOOLS)/cyclonedx-gomod ## the bundle, bills of materials and checksums: dist/release; SIGNING_KEY=ID signs
	build/release.sh $(BUNDLE) $(VERSION)

reproducible: ## build the commit twice and compare the bundles
	build/reproducible.sh

notices: $(TOOLS)/notices webapp/node_modules/.package-lock.json ## collect the licences of bundled packages into NOTICE.txt
	$(TOOLS)/notices -platforms "$(PLATFORMS)" -o NOTICE.txt

server/dist/plugin-%: $(GO_FILES)
	CGO_ENABLED=0 GOOS=$(word 1,$(subst -, ,$*)) GOARCH=$(basename $(word 2,$(subst -, ,$*))) \
	go build -trimpath -buildvcs=false -ldflags '-s -w -buildid=' -o $@ ./server

dist/debug/plugin: $(GO_FILES)
	CGO_ENABLED=0 go build -gcflags 'all=-N -l' -o $@ ./server

e2e/web/dist/root.html: e2e/web/node_modules/.package-lock.json $(shell find e2e/web/page -type f 2>/dev/null)
	cd e2e/web && npm run build

webapp/dist/main.js: webapp/node_modules/.package-lock.json $(WEB_FILES)
	cd webapp && npm run build

%/node_modules/.package-lock.json: %/package-lock.json
	cd $* && npm ci --no-audit --no-fund
	touch $@

## Checking

# A real server mostly waits, for minutes and for people. So the two targets that use one run in parallel.
test: setup test-unit local e2e/web/dist/root.html ## all tests
	$(MAKE) --no-print-directory -j 2 test-integration test-browser

# The tests must reach COVERED percent of the statements in the packages for meetings and invitations. The tests in
# build read files outside their module, which Go's cache of test results does not notice.
test-unit: $(TOOLS)/gotestsum webapp/node_modules/.package-lock.json ## tests that need nothing but Go and Node
	@mkdir -p dist
	$(TOOLS)/gotestsum -- -race -coverprofile=dist/coverage.out -coverpkg=./server/meeting,./server/invitation ./...
	go tool cover -func=dist/coverage.out | awk 'END { print; exit $$3 + 0 < $(COVERED) }'
	cd build && $(TOOLS)/gotestsum -- -count=1 ./...
	cd webapp && npm test

COVERED := 99

mutate: ## change the code operator by operator, and list the changes that no test notices: hours; MUTATE=beside for minutes
	build/mutate.sh $(MUTATE)

# The packages run in parallel, and mostly wait. In CI, a failed test runs once more and is reported: on a busy machine,
# a real server may take longer than a test waits.
test-integration: setup-server local $(TOOLS)/gotestsum e2e/calendar/node_modules/.package-lock.json ## the bundle in a real Mattermost server
	cd e2e && $(TOOLS)/gotestsum --format testname $(if $(CI),--rerun-fails=1) --packages ./... -- -count=1 -timeout 40m

test-faults: setup-server local $(TOOLS)/gotestsum ## the part of test-integration in which things fail under load
	cd e2e && BLIZZ_QUIET_MACHINE=1 $(TOOLS)/gotestsum --format testname -- -count=1 -timeout 20m ./faults

chaos: setup-server local $(TOOLS)/gotestsum ## 200 people use everything for CHAOS (10m) while servers are killed and the database is restarted
	cd e2e && BLIZZ_CHAOS=$(or $(CHAOS),10m) $(TOOLS)/gotestsum --format standard-verbose -- -count=1 -timeout 60m -run '^TestChaos$$' ./faults

test-browser: setup local e2e/web/dist/root.html ## the bundle in a real server and a real browser; MATTERMOST_CLIENT=DIR for its own client too
	cd e2e/web && npm test $(if $(PROJECT),-- --project=$(PROJECT))

bench: setup dist e2e/web/dist/root.html ## measure the costs on a real server and in a browser, into docs/benchmarks.md
	cd e2e && go run ./cmd/bench -bundle $(CURDIR)/$(BUNDLE)

bench-planned: setup-server local ## measure the costs of 10,000 planned invitations
	cd e2e && go run ./cmd/bench -bundle $(BLIZZ_BUNDLE) -planned

budgets: setup-server dist ## check the ceilings in e2e/budget.json with a short run
	cd e2e && go run ./cmd/bench -bundle $(CURDIR)/$(BUNDLE) -short

model: ## random actions with planned meetings for ten minutes: MODEL_TIME=10m
	go test ./server -count=1 -timeout 0 -run TestScheduleModel -model $(or $(MODEL_TIME),10m)

fuzz: ## every fuzz target for FUZZTIME (a minute each)
	build/fuzz.sh $(or $(FUZZTIME),1m)

lint: docs-check $(TOOLS)/golangci-lint $(TOOLS)/goi18n $(TOOLS)/govulncheck $(TOOLS)/notices $(foreach web,$(WEB),$(web)/node_modules/.package-lock.json) ## format, style, module and message files, documents, licences, known weaknesses
	for module in $(MODULES); do (cd $$module && $(TOOLS)/golangci-lint run ./...) || exit 1; done
	for module in $(MODULES) build/tools; do (cd $$module && go mod tidy -diff) || exit 1; done
	build/i18n.sh check
	node build/translations.mjs check
	$(TOOLS)/notices -platforms "$(PLATFORMS)" -check NOTICE.txt
	for web in $(WEB); do (cd $$web && npm run lint && npm run check-types) || exit 1; done
	build/audit.sh

docs-check: $(TOOLS)/doccheck ## check that the links, commands and files in the documents exist
	$(TOOLS)/doccheck

pictures: setup local e2e/web/dist/root.html ## make the pictures of the documents with the browser tests
	cd e2e/web && PICTURES=$(CURDIR)/docs/pictures npm test -- --project=light-1280 --project=light-360 tests/looks

format: $(TOOLS)/golangci-lint ## format the Go code
	for module in $(MODULES); do (cd $$module && $(TOOLS)/golangci-lint fmt ./...); done

translations: ## list each language's missing, stale and superfluous texts
	node build/translations.mjs

i18n: $(TOOLS)/goi18n ## collect the server's messages into assets/i18n/active.en.json
	build/i18n.sh

TOOL_gotestsum       := gotest.tools/gotestsum
TOOL_golangci-lint   := github.com/golangci/golangci-lint/v2/cmd/golangci-lint
TOOL_govulncheck     := golang.org/x/vuln/cmd/govulncheck
TOOL_goi18n          := github.com/nicksnyder/go-i18n/v2/goi18n
TOOL_cyclonedx-gomod := github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod

$(addprefix $(TOOLS)/,doccheck notices pack): build/go.sum $(wildcard build/*/*.go)
	cd build && CGO_ENABLED=0 go build -trimpath -o $@ ./$(@F)

$(TOOLS)/%: build/tools/go.sum
	cd build/tools && go build -o $@ $(TOOL_$*)

## Running

demo: setup-server local ## start a real Mattermost and post one invitation
	cd e2e && CGO_ENABLED=0 go run -trimpath ./cmd/demo -bundle $(BLIZZ_BUNDLE)

run: setup-server local e2e/web/dist/root.html ## a real Mattermost to try the plugin in; MATTERMOST_CLIENT=DIR for its own client
	cd e2e && CGO_ENABLED=0 go run -trimpath ./cmd/run -bundle $(BLIZZ_BUNDLE)

deploy: dist ## upload to the server MM_SERVICESETTINGS_SITEURL with MM_ADMIN_TOKEN; by default to the server of make run
	build/deploy.sh $(BUNDLE)

watch: ## build and deploy for this machine at each change, by default to the server of make run
	build/watch.sh

attach: ## debug the plugin of a Mattermost on this machine, such as that of make run DEBUG=1
	build/attach.sh

clean: ## remove what was built
	rm -rf dist server/dist webapp/dist e2e/web/dist $(addsuffix /node_modules,$(WEB) e2e/calendar)

help: ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'
