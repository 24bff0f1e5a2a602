# SPDX-License-Identifier: EUPL-1.2
"""`python -m ssoz.demo`: everything on this machine, until Ctrl-C."""

import argparse
import signal
import sys
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from rich.console import Console

from ssoz.demo.errors import DemoError
from ssoz.demo.surroundings import DEFAULT_PORT, default_home

CANNOT = 2
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(words: list[str]) -> int:
    """Run the demo; what goes wrong becomes a sentence and an exit code."""
    from shared.postgres.server import PostgresError
    from ssoz.demo.show import Show

    wishes = _wishes(words)
    console = Console(highlight=False)
    show = Show(console, home=wishes.home, port=wishes.port)
    for sign in ENDINGS:
        signal.signal(sign, show.supervisor.tell_to_stop)
    try:
        show.run(fresh=wishes.fresh)
    except KeyboardInterrupt:
        console.print("\nZatrzymuję …")
    except (DemoError, PostgresError, ImproperlyConfigured) as error:
        console.print(f"ssoz: {error}", style="bold red", markup=False, soft_wrap=True)
        return CANNOT
    finally:
        show.stop()
        for sign in ENDINGS:  # the interpreter gives our handlers up before it has ended
            signal.signal(sign, signal.SIG_IGN)
    console.print("Demonstracja zatrzymana. Dane zostały: ./ssoz demo uruchomi ją ponownie.")
    return 0


def _wishes(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./ssoz demo", description="Uruchamia cały system z danymi przykładowymi.")
    parser.add_argument("--fresh", action="store_true", help="zaczyna od nowa: usuwa dane poprzedniej demonstracji")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"port strony (domyślnie {DEFAULT_PORT})")
    parser.add_argument(
        "--home", type=Path, default=default_home(), help="katalog danych (domyślnie SSOZ_HOME albo .ssoz)"
    )
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
