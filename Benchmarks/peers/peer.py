# Benchmarks: what the peers in Python share: the lists, the protocol with the runner, the words for an outcome. See Benchmarks/README.md.

import functools
import gc
import json
import sys
import time
from datetime import datetime, timedelta, timezone

EPOCH = datetime(1970, 1, 1)
# The time of every link that a workload makes, in microseconds since 1970.
NOW = 1_767_225_600_123_000
# How many contacts are read with their categories.
OWNER_COUNT = 1000
READING = ("W2", "W3", "W4", "W6")


class Lists:
    """What the workloads are asked to do, as the runner wrote it into a folder."""

    def __init__(self, folder):
        self.look_ups = [key for (key,) in rows(folder, "lookups.csv")]
        self.filter = [key for (key,) in rows(folder, "filter.csv")]
        self.sets = [(contact, categories) for contact, *categories in rows(folder, "sets.csv")]
        self.adds = [(contact, category) for contact, category in rows(folder, "adds.csv")]
        # Contact, category, created, deleted or -1.
        self.links = rows(folder, "links.csv")


def rows(folder, name):
    with open(f"{folder}/{name}", encoding="ascii") as lines:
        return [tuple(map(int, line.split(","))) for line in lines]


class Clock:
    """Milliseconds of CPU of the process, user and system, in its `with` block."""

    milliseconds = 0.0

    def __enter__(self):
        self.before = cpu()

    def __exit__(self, *error):
        self.milliseconds += (cpu() - self.before) / 1e6


def cpu():
    return time.clock_gettime_ns(time.CLOCK_PROCESS_CPUTIME_ID)


def serve(name, make):
    """Answers requests until the standard input is closed.

    `make(lists)` is an object with `open(path, writes)`, which gives a database, `close(database)`, and `workloads`: by name, functions
    that take a database and a clock, do the work on the clock, and return a function that tells the outcome.
    """
    if len(sys.argv) != 2:
        print(f"usage: {sys.argv[0]} FOLDER", file=sys.stderr)
        sys.exit(64)
    try:
        peer = make(Lists(sys.argv[1]))
    except (OSError, ValueError) as error:
        print(f"{sys.argv[0]}: {error}; the folder is written by the runner, or by `bench --data FOLDER`", file=sys.stderr)
        sys.exit(1)
    # The lists stay, so that no collection in a workload need look at them.
    gc.freeze()
    write({"ready": name})
    reading = {}
    for line in sys.stdin:
        try:
            write(answer(peer, json.loads(line), reading))
        except Exception as error:
            write({"error": f"{type(error).__name__}: {error}"})


def write(message):
    print(json.dumps(message), flush=True)


def answer(peer, request, reading):
    """`reading` has the database that was read last, by its path; it stays open."""
    work, path, clock = peer.workloads.get(request["workload"]), request["database"], Clock()
    if work is None:
        return {"error": "unknown workload"}
    writes = request["workload"] not in READING
    if writes:
        database = peer.open(path, writes)
    else:
        if path not in reading:
            while reading:
                peer.close(reading.popitem()[1])
            reading[path] = peer.open(path, writes)
        database = reading[path]
    # What the last run left in cycles is not for this one to free.
    gc.collect()
    try:
        outcome = work(database, clock)
        text = outcome() if request["checked"] else ""
    finally:
        if writes:
            peer.close(database)
    return {"milliseconds": clock.milliseconds, "outcome": text}


# Outcomes. Integers have 64 bits there and wrap around: here they are cut at the end, which comes to the same.


def digest(figures, in_order=False):
    """The number of rows, and the sum of each of their figures. Where the order matters, each row weighs as much as its place."""
    sums, first, count = [], "", 0
    for count, row in enumerate(figures, 1):
        if count == 1:
            sums = [0] * len(row)
            first = f", first {row[0]}" if in_order else ""
        weight = count if in_order else 1
        for i, figure in enumerate(row):
            sums[i] += figure * weight
    return f"{count} rows{first}, sums {[wrapped(figure) for figure in sums]}"


def wrapped(number):
    return (number + 2**63) % 2**64 - 2**63


def contact_figures(contact):
    return [contact.id, hashed(contact.username), hashed(contact.email), microseconds(contact.created), microseconds(contact.modified)]


def owner_figures(contact, categories):
    return contact_figures(contact) + [len(categories), sum(category.id + hashed(category.name) for category in categories)]


def link_figures(link):
    deleted = link.deleted_at
    return [
        link.id, link.contact_id, link.category_id, microseconds(link.created),
        0 if deleted is None else microseconds(deleted), 0 if deleted is None else 1,
    ]


def counts(added, existing, removed):
    return f"{added} added, 0 restored, {existing} existing, {removed} removed"


@functools.cache
def hashed(text):
    """FNV-1a."""
    number = 0xCBF29CE484222325
    for byte in text.encode():
        number = ((number ^ byte) * 0x100000001B3) % 2**64
    return wrapped(number)


def microseconds(date):
    """Since 1970. A date without a zone is in UTC."""
    return (date.replace(tzinfo=None) - EPOCH) // timedelta(microseconds=1)


def utc(microseconds, has_zone):
    return EPOCH.replace(tzinfo=timezone.utc if has_zone else None) + timedelta(microseconds=microseconds)
