"""`wellkept work`: the worker beside the site, for jobs, seals and watchdogs."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How many jobs at once."""
    parser.add_argument("--threads", type=int, default=1)


def run(arguments: argparse.Namespace) -> int:
    """Work until stopped."""
    from wellkept.site.preparing import prepare

    prepare()
    from wellkept.doors.clock.jobs import queue

    consumer = queue.create_consumer(workers=arguments.threads, periodic=True, initial_delay=0.5, max_delay=5.0)
    consumer.run()
    return 0
