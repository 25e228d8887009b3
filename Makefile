# Everything CI runs, by name. `make check` is the whole of it.
.PHONY: accept-matrix mutation check restore format-check build test conformance schema-check schema-diff format soak soak-delivery bench

CASES ?= ../shared/conformance
CONFIGURATION ?= Debug

check: restore format-check build test conformance schema-check

restore:
	dotnet tool restore
	dotnet restore

format-check:
	dotnet csharpier check .

format:
	dotnet csharpier format .

build:
	dotnet build --no-restore --configuration $(CONFIGURATION)

# The README's test command; PostgreSQL, Node and Python are found, or their tests skip aloud.
test:
	dotnet test

# The engine against recorded cases of the reference implementation; any folder of that layout.
conformance:
	@if [ -d "$(CASES)" ]; then dotnet run --no-build --configuration $(CONFIGURATION) --project tests/Conformance -- "$(CASES)" | tee /dev/stderr | tail -1 | awk '{ print "conformance:", $$1, $$2, $$3, $$4; exit $$3 != 0 }'; \
	else echo "no conformance cases at $(CASES): skipped"; fi

# Breaking changes of schema.graphql against the last release.
schema-check schema-diff:
	@tag=$$(git describe --tags --abbrev=0 2>/dev/null || true); \
	if [ -z "$$tag" ]; then echo "no release yet: schema.graphql has nothing to be compared with"; \
	else old=$$(mktemp) && git show $$tag:schema.graphql > $$old && dotnet run --no-build --configuration $(CONFIGURATION) --project tests/Conformance -- changes $$old schema.graphql; fi

# Engine and hand-written code beside each other: the ratios travel, the numbers do not.
bench:
	dotnet run --configuration Release --project bench/Engine
	dotnet run --configuration Release --project bench/Http
	dotnet run --configuration Release --project bench/Database
	dotnet run --configuration Release --project bench/Delivery -- mails
	dotnet run --configuration Release --project bench/Delivery -- events 100 1000

# What CI runs slices of, whole; the log is docs/soak.md. Hours, by machine: kills (of the worker: mails / 20 at each of nine steps; of the API) take seconds each.
DOCUMENTS ?= 1000000
REQUESTS ?= 100000
PAIRS ?= 100000
SEED ?= $(shell date +%s)
ROWS ?= 20000
KILL_MAILS ?= 1000
KILL_WEBHOOKS ?= 600
API_KILLS ?= 500
FOLLOWERS ?= 1000
RESTARTS ?= 5
RATE ?= 200
OPERATIONS ?= 25000
SOAK_TEST = PARTNERGRAPH_SOAK_LOG=$(CURDIR)/docs/soak.md PARTNERGRAPH_KILL_SEED=$(SEED) dotnet run --configuration Release --project
soak:
	dotnet run --configuration Release --project tests/Soak -- --documents $(DOCUMENTS) --requests $(REQUESTS) --pairs $(PAIRS) --seed $(SEED) --log docs/soak.md
	$(MAKE) soak-delivery SEED=$(SEED)

# Mails, events, kills and crashes: adds its rows to the log that is there.
soak-delivery:
	PARTNERGRAPH_FOLLOWERS=$(FOLLOWERS) $(SOAK_TEST) tests/Graph.Tests -- --filter-class '*ManyFollowersTests' --show-live-output on
	PARTNERGRAPH_RESTARTS=$(RESTARTS) PARTNERGRAPH_RATE=$(RATE) $(SOAK_TEST) tests/Graph.Tests -- --filter-class '*RestartedDatabaseTests' --show-live-output on
	PARTNERGRAPH_OUTBOX_ROWS=$(ROWS) $(SOAK_TEST) tests/Worker.Tests -- --filter-class '*ManyWorkersTests' --show-live-output on
	PARTNERGRAPH_API_KILLS=$(API_KILLS) $(SOAK_TEST) tests/Graph.Tests -- --filter-class '*KilledUnderLoadTests' --show-live-output on
	PARTNERGRAPH_TWIN_OPERATIONS=$(OPERATIONS) PARTNERGRAPH_TWIN_SEED=$(SEED) $(SOAK_TEST) tests/Graph.Tests -- --filter-class '*TwinTests' --show-live-output on
	PARTNERGRAPH_KILL_WEBHOOKS=$(KILL_WEBHOOKS) $(SOAK_TEST) tests/Worker.Tests -- --filter-class '*KilledWebhooksTests' --show-live-output on
	PARTNERGRAPH_KILL_MAILS=$(KILL_MAILS) $(SOAK_TEST) tests/Worker.Tests -- --filter-method '*No_mail_is_lost_and_at_most_one_a_kill_comes_twice' --show-live-output on

# Who may see and do what has changed on purpose: writes the matrix anew, to be reviewed as part of the change.
accept-matrix:
	PARTNERGRAPH_ACCEPT_SNAPSHOTS=1 dotnet run --project tests/Graph.Tests -- --no-progress --filter-class '*AccessMatrixTests'

# Mutation testing of the rules: what docs/mutation.md tells. Takes minutes.
mutation:
	dotnet tool restore
	cd tests/Domain.Tests && dotnet stryker
