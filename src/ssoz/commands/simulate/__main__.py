# SPDX-License-Identifier: EUPL-1.2
"""`python -m ssoz.commands.simulate`: the command line, the database, what is printed."""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from shared.caller import given

ROOT = Path(__file__).resolve().parents[4]
MAPPINGS = ROOT / "seeds" / "mappings"
USUAL = MAPPINGS / "mz-88-pracujacy-2023.yaml"
DIFFERENT, CANNOT = 1, 2


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./ssoz simulate",
        description="Cała runda sprawozdawcza bez przeglądarki; z --published odtwarza opublikowaną tablicę.",
    )
    parser.add_argument("--units", type=int, default=2000, help="ile jednostek (domyślnie 2000)")
    parser.add_argument("--seed", type=int, default=1, help="ziarno losowania; to samo daje to samo")
    parser.add_argument(
        "--keep", action="store_true", help="w bazie systemu (SSOZ_HOME, DATABASE_URL), nie w tymczasowej"
    )
    parser.add_argument("--form", help="symbol formularza, musi zgadzać się z mapowaniem")
    parser.add_argument("--map", type=given, default=USUAL, help="plik mapowania (seeds/mappings)")
    parser.add_argument("--published", type=given, help="opublikowana tablica (CSV)")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="ile procesów składa sprawozdania")
    for name, words in (
        ("blanks", "najpierw zostawia puste pola"),
        ("errors", "najpierw się myli"),
        ("returns", "dostaje zwrot do korekty"),
    ):
        parser.add_argument(f"--{name}", type=_share, default=0.1, help=f"jaka część {words} (0–1, domyślnie 0,1)")
    return parser


def _share(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError("ma być liczba od 0 do 1")
    return value


@contextmanager
def database(keep: bool) -> Iterator[None]:
    """A database of its own that leaves nothing behind; with --keep the system's."""
    from shared.postgres.server import AlreadyRunningError, Server

    if "DATABASE_URL" in os.environ and keep:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="ssoz-symulacja-") as folder:
        place = Path(folder)
        if keep:
            place = Path(os.environ.get("SSOZ_HOME") or ROOT / ".ssoz").absolute()
        else:
            place.chmod(0o755)
            os.environ["SSOZ_HOME"] = str(place)
        server = Server(place, durable=keep)
        try:
            os.environ["DATABASE_URL"] = server.start()
        except AlreadyRunningError:
            if not keep:
                raise
            os.environ.pop("DATABASE_URL", None)  # the demo runs: its settings know the address
        try:
            yield
        finally:
            _disconnect()
            server.stop()


def _disconnect() -> None:
    from django.db import connections

    connections.close_all()


def main(words: list[str]) -> int:
    from engine.definitions import DefinitionError
    from shared.postgres.server import PostgresError

    wanted = arguments().parse_args(words)
    try:
        with database(wanted.keep):
            return _run(wanted)
    except KeyboardInterrupt:
        return 130
    except (DefinitionError, PostgresError, OSError, ValueError) as error:
        print(f"ssoz simulate: {error}", file=sys.stderr)
        return CANNOT


def _run(wanted: argparse.Namespace) -> int:
    import django

    os.environ.setdefault("SSOZ_LOG_LEVEL", "WARNING")
    django.setup()
    from django.core.management import call_command

    from ssoz.commands.simulate.console import Telling
    from ssoz.commands.simulate.filing import Shares
    from ssoz.commands.simulate.mapping import load_mapping
    from ssoz.commands.simulate.running import Wishes, simulate

    mapping = load_mapping(wanted.map)
    if wanted.form and wanted.form != mapping.form:
        raise ValueError(f"mapowanie {wanted.map.name} jest dla formularza {mapping.form}, nie {wanted.form}")
    if wanted.published and not wanted.published.is_file():
        raise ValueError(f"nie ma pliku {wanted.published}")
    call_command("migrate", verbosity=0)
    shares = Shares(wanted.blanks, wanted.errors, wanted.returns)
    wishes = Wishes(mapping, wanted.published, wanted.units, wanted.seed, shares, wanted.processes)
    with Telling() as telling:
        outcome = simulate(wishes, telling.tell)
    telling.show(outcome, mapping)
    return DIFFERENT if outcome.differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
