# Thin on purpose: every task is written in Rust, in server/xtask. `cargo xtask --help` lists them all.
XTASK := cargo run --package xtask --

.PHONY: run test dev check e2e bench soak fuzz toolchain

run: toolchain ## Sets up, builds and starts Orion with the demo company
	@$(XTASK) run

test: toolchain ## Sets up and runs every check and test
	@$(XTASK) test

dev: toolchain ## Like run, and builds and starts again after every change
	@$(XTASK) dev

check: toolchain ## The quick loop: compiles and lints everything
	@$(XTASK) check

e2e: toolchain ## The browser tests only
	@$(XTASK) e2e

bench: toolchain ## Measures a release build; FILTER=list only the lines that begin so
	@$(XTASK) bench --filter "$(FILTER)"

soak: toolchain ## Kills Orion KILLS times under load (100 if not told otherwise) and compares what came of it
	@$(XTASK) soak --kills "$(or $(KILLS),100)" --seed "$(or $(SEED),1)"

fuzz: toolchain ## Fuzzes each target for SECONDS (120 if not told otherwise); ONLY=text one of them
	@$(XTASK) fuzz --seconds "$(or $(SECONDS),120)" $(if $(ONLY),--only "$(ONLY)")

# What xtask itself is built with; everything else xtask installs.
toolchain:
	@command -v cargo >/dev/null || { echo "Orion is built with Rust: please install it from https://rustup.rs and run make again."; exit 1; }
	@command -v cc >/dev/null || { \
		echo "==> Installing a C compiler and linker"; \
		root=$$([ "$$(id -u)" = 0 ] || echo "sudo -n"); \
		$$root apt-get update --quiet && $$root apt-get install --yes --quiet build-essential; \
	} || { echo "Orion needs a C compiler: please install it (Debian: build-essential, macOS: xcode-select --install)."; exit 1; }
