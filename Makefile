# SPDX-License-Identifier: Apache-2.0
# make help lists the targets.
.DEFAULT_GOAL := help
.PHONY: help deps build python test demo bench bench-peers docs format lint clean
# One compiler name for both builds, so that the second finds the first one's objects in ccache.
export CXX
export CMAKE_BUILD_PARALLEL_LEVEL ?= $(shell nproc)
VENV := .venv/bin
DEMO := build/demo
CXX_FILES = $(shell git ls-files '*.hpp' '*.cpp')
# Folders count too: a file that goes away is a change.
PACKAGE_FILES := $(shell find CMakeLists.txt pyproject.toml requirements cmake include src \
                   data/reference bindings/python/CMakeLists.txt bindings/python/src \
                   bindings/python/empower -not -path '*/__pycache__*')

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

deps: ## install what is missing: Debian packages (sudo if you are not root), Python in .venv
	@tools/deps

build: deps
	@cmake --preset release --log-level=WARNING
	@cmake --build --preset release

.venv/empower.installed: $(PACKAGE_FILES) | deps
	@echo "Building and installing the Python package into .venv"
	@$(VENV)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation .
	@touch $@

python: .venv/empower.installed

test: build python ## build everything, run the tests of C++ and of Python
	@ctest --preset release
	@$(VENV)/python -m pytest

demo: python ## simulate 300 public buildings in Tuscany, analyse them, write a report and a statement
	@$(VENV)/empower simulate $(DEMO)/stock --buildings 300 --seed 1 --first-year 2021 --years 4 --hourly 0.02
	@$(VENV)/empower analyse $(DEMO)/stock --out $(DEMO)/result --budget 2000000
	@$(VENV)/empower statement $(DEMO)/stock --organisation "Comune di Firenze" --out $(DEMO)/result >/dev/null
	@echo "Open $(DEMO)/result/report.html in a browser; the tables stand beside it."
	@echo "The yearly statement of a municipality: $(DEMO)/result/statement-comune-di-firenze-2024.html"

bench: ## build and run the benchmarks, with the flags users have
	@tools/deps bench
	@cmake --workflow --preset bench
	@for program in build/bench/benchmarks/bench_*; do $$program || exit 1; done

bench-peers: ## other libraries beside this one on the same data; installs them in build/peers
	@tools/deps bench
	@benchmarks/peers/run

docs: ## the reference of the C++ headers as HTML in build/docs
	@tools/deps docs
	@mkdir -p build/docs
	@doxygen docs/Doxyfile
	@echo "Open build/docs/html/index.html in a browser."

format: ## bring C++ and Python files into the house's format
	@tools/deps checks
	@clang-format-16 -i $(CXX_FILES)
	@$(VENV)/ruff format --quiet
	@$(VENV)/ruff check --quiet --fix

lint: python ## layers, format, types, clang-tidy
	@tools/deps checks
	@python3 tools/check_layers.py
	@clang-format-16 --dry-run -Werror $(CXX_FILES)
	@$(VENV)/ruff format --check --quiet
	@$(VENV)/ruff check --quiet
	@$(VENV)/mypy
	@cmake --workflow --preset tidy

clean: ## remove build/ (and keep .venv)
	rm -rf build
