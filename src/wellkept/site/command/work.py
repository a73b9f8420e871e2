"""`wellkept work`: the worker beside the site, for jobs, seals and watchdogs."""

from __future__ import annotations

import argparse

from wellkept.site.command.speech import complain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once."""
    parser.add_argument("--threads", type=int, default=1)


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped."""
    from wellkept.site.preparing import prepare

    here = prepare()
    from wellkept.doors.clock.jobs import queue
    from wellkept.exits.carriers import is_keeping
    from wellkept.site import deliveries
    from wellkept.site.demo_elsewhere import refuse_elsewhere
    from wellkept.site.demo_home import is_demonstration

    refuse_elsewhere(here)
    # Raises for a setting that cannot be used, before anything waits for it.
    if is_keeping() and not is_demonstration(here):
        complain("Messages stay in this home, unsent: set WELLKEPT_SMTP, WELLKEPT_TEXT and WELLKEPT_LETTERS.")

    consumer = queue.create_consumer(workers=arguments.threads, periodic=True, initial_delay=0.5, max_delay=5.0)
    loads = deliveries.queue.create_consumer(workers=1, periodic=True, initial_delay=0.5, max_delay=5.0)
    loads.start()  # and goes on beside the other, which is stopped by a signal
    try:
        consumer.run()
    finally:
        loads.stop()
    return 0
