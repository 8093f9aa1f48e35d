# Everything a developer does, by name. What happens is in workshop/, in Python; see docs/testing.md.
PYTHON ?= python3
WORKSHOP = exec $(PYTHON) -m workshop

.DEFAULT_GOAL := help
.PHONY: help demo setup test check fix lock vendor messages clean

help: ## Say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

demo: ## Open three example cities on http://localhost:8000 (PORT=8001 make demo for another port)
	@$(WORKSHOP) demo

setup: ## Prepare everything for the demo without opening it
	@$(WORKSHOP) setup

test: ## Install what the tests need and run everything
	@$(WORKSHOP) test

check: ## Run format, lint, types, contracts and migrations, without tests
	@$(WORKSHOP) check

fix: ## Mend format and lint where tools can
	@$(WORKSHOP) fix

lock: ## Write the lock files of Python packages anew
	@$(WORKSHOP) lock

vendor: ## Lay KERN, fonts and htmx into static/vendor, as package-lock.json says
	@$(WORKSHOP) vendor

messages: ## Collect the texts to translate, and compile what is translated
	@$(WORKSHOP) messages

clean: ## Remove everything that was made here: environment, packages, demo
	rm -rf .venv node_modules static/vendor var
