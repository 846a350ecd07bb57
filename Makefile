# Two commands: `make run` starts the console with the demo city, `make test` checks everything.
# Both set up what they need. Windows: `uv run main.py` and `uv run tools/check.py --all`.

UV := $(shell sh tools/uv.sh --where)
RUN = $(UV) run --locked --no-dev
DEV = $(UV) run --locked

# Some machines forbid Python to write compiled modules; every start would compile all of them.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run wall central test check format bench translations demo-city clean uv

run: uv
	$(RUN) main.py $(ARGS)

wall: uv
	$(RUN) main.py --wall $(ARGS)

central: uv
	$(RUN) python -m central serve --data build/central --port 8420 $(ARGS)

test: uv
	$(DEV) python tools/check.py --all

check: uv
	$(DEV) python tools/check.py

format: uv
	$(DEV) ruff format .
	$(DEV) ruff check --fix .

bench: uv
	$(DEV) python bench/run_all.py $(ARGS)

translations: uv
	$(DEV) python tools/translations.py

demo-city: uv
	$(DEV) --with pypinyin==0.55.0 python -m tools.build_demo_city $(ARGS)

uv:
	@sh tools/uv.sh

clean:
	rm -rf build .venv .tools
