# The one front door. `make help` says what there is.

JAVA_HOME := $(shell daemon/bin/find-jdk 2>/dev/null)
export JAVA_HOME

MVN := mvn -B -q -ntp
WINNOW := daemon/bin/winnow
QUEUE ?= 0

# What the tests drive and the filter does not need.
TEST_PACKAGES := nginx-light curl tcpdump nftables ipset

# What attacks in the arena, and what is compared with winnow there.
ARENA_PACKAGES := nginx-light curl nftables slowhttptest nmap sqlmap dirb masscan netsniff-ng util-linux

# Root runs as it is; anybody else goes through sudo.
ifeq ($(shell id -u),0)
AS_ROOT :=
else ifneq ($(shell command -v sudo 2>/dev/null),)
AS_ROOT := sudo --preserve-env=JAVA_HOME,CI --
else
AS_ROOT := echo 'make: this needs root, and there is no sudo: become root first' >&2; exit 1;
endif

.PHONY: help setup build run install test bench bench-replay arena bindings format clean

help:
	@echo 'make setup      install what is missing (apt-get)'
	@echo 'make build      compile and package; daemon/bin/winnow works afterwards'
	@echo 'make run        filter this host'\''s incoming traffic with the shipped rules, until Ctrl-C'
	@echo 'make install    install what is built, and its systemd units; DESTDIR=FOLDER below a folder'
	@echo 'make test       set up and run every test'
	@echo 'make bench      packets/s, losses and CPU per packet against the C programs; JMH per hop'
	@echo 'make bench-replay   winnow and Suricata over the same web traffic; RULES=folder, CAPTURE=file'
	@echo 'make arena      the five attacks with real tools against winnow and others; ARGS=--story=NAME'
	@echo 'make bindings   generate the bindings anew with jextract'
	@echo 'make format     format the sources'

setup:
	@native/setup.sh

build:
	@$(MVN) package -DskipTests
	@daemon/bin/archive

run: setup build
	@$(AS_ROOT) $(WINNOW) run --queue $(QUEUE) --install-rule

install: build
	@$(if $(DESTDIR),,$(AS_ROOT)) env DESTDIR='$(DESTDIR)' daemon/bin/install

test:
	@native/setup.sh $(TEST_PACKAGES)
	@$(AS_ROOT) mvn -B -ntp verify

bench:
	@native/setup.sh util-linux
	@$(MVN) package -DskipTests
	@$(AS_ROOT) bench/bin/bench

bench-replay:
	@native/setup.sh $(if $(CAPTURE),,nginx-light wrk curl tcpdump)
	@$(MVN) package -DskipTests
	@daemon/bin/archive
	@$(AS_ROOT) bench/bin/bench replay $(if $(RULES),--rules '$(RULES)') $(if $(CAPTURE),--capture '$(CAPTURE)')

arena:
	@native/setup.sh $(ARENA_PACKAGES)
	@$(MVN) package -DskipTests
	@daemon/bin/archive
	@$(AS_ROOT) bench/bin/bench arena $(ARGS)

bindings:
	@native/generate-bindings.sh

format:
	@$(MVN) spotless:apply

clean:
	@$(MVN) clean
