# Two commands matter: `make run` and `make test`. Each installs what is missing,
# saying what, and does its job; README tells the rest.

# One set of tags everywhere: another set compiles Fyne a second time.
TAGS := migrated_fynedo
# Flags for the desktop: make run ARGS="--hub wss://hub.example.com/v1/stream"
ARGS ?=
# Benchmarks to run: make bench BENCH=Fold
BENCH ?= .
# Where the labelled sets are, and no to leave the fits on a part of them out.
DATA ?= ../shared/data
FIT ?= yes
# The long rounds: how many, and which tests know how to do more of them.
ROUNDS ?= 1000
SOAK ?= Kill|Soak
SOAK_PACKAGES ?= ./sync/log/... ./sync/outbox/... ./storage/... ./cmd/...

.PHONY: run test build bench evaluate soak lint deps clean help

help: ## what there is to make
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

.DEFAULT_GOAL := help

run: build ## open the desktop on the practice floor
	@.ci/open $(ARGS)

test: ## vet, lint, every test with the race detector, the window and the browser
	@.ci/test

build: ## bin/floorwalker and bin/floorhub
	@.ci/deps build
	go build -tags $(TAGS) -o bin/floorwalker ./cmd/floorwalker
	CGO_ENABLED=0 go build -o bin/floorhub ./cmd/floorhub

bench: ## print figures
	@.ci/deps test
	@.ci/bench '$(BENCH)'

evaluate: ## how good the triggers are, on labelled dialogues; the table goes into README
	@DATA='$(DATA)' FIT='$(FIT)' .ci/evaluate

soak: ## the long rounds of the fault tests
	@.ci/deps test
	.ci/headless run -- env FLOORWALKER_E2E=1 FLOORWALKER_SOAK_ROUNDS=$(ROUNDS) \
		go test -tags $(TAGS) -run '$(SOAK)' -count=1 -v -timeout 12h $(SOAK_PACKAGES)

lint: ## .golangci.yml, and known vulnerabilities where their list can be had
	@.ci/deps build
	@.ci/lint

deps: ## the system packages of all of these
	@.ci/deps test

clean: ## what the build made; tools and caches stay
	rm -f bin/floorwalker bin/floorhub bin/floorwalker.png
