"""Deeds that are killed at moments spread over as long as they take: `python -m tests.faults.killed release 10`.

Each is done once to its end, to know what it changes; then in children of this process, which are killed. What a table
holds more than before must be nothing or all of it.
"""

import json
import os
import signal
import sys
import time
import traceback
from collections import Counter
from importlib import import_module


class Import:
    """The historical record, into a database that holds nothing of it."""

    def __init__(self):
        self.load = import_module("meetings.record.loader").load

    def prepare(self):
        pass

    def do(self):
        self.load()


class Release:
    """Of the longest programme, of which an item has changed."""

    def __init__(self):
        count = import_module("django.db.models").Count("items")
        meetings = import_module("meetings.models").Meeting.objects
        self.actions = import_module("meetings.actions")
        self.meeting = meetings.annotate(length=count).order_by("-length").first()
        self.times = 0

    def prepare(self):
        self.times += 1
        item = self.meeting.items.first()
        item.title = {"en": f"Changed {self.times} times"}
        item.save()

    def do(self):
        clashes = self.actions.candidate(self.meeting).acknowledgement
        self.actions.release(meeting=self.meeting, by=None, note={}, acknowledged=clashes)


class Save:
    """A document with its file, from the admin's form."""

    def __init__(self):
        staff, self.models = import_module("tests.staff"), import_module("meetings.models")
        self.upload = import_module("django.core.files.uploadedfile").SimpleUploadedFile
        self.desk = staff.Desk(import_module("django.contrib.auth.models").User.objects.get(username="head"))
        self.meeting = self.models.Meeting.objects.newest_first().first()
        self.form = staff.fields(self.desk.client.get("/admin/meetings/document/add/"), "document_form")

    def prepare(self):
        pass

    def do(self):
        file = self.upload("report.pdf", b"%PDF-1.7\n" + bytes(2_000_000) + b"\n%%EOF\n", "application/pdf")
        chosen = {"meeting": str(self.meeting.pk), "title_en": "Report", "versions-0-language": "en"}
        posted = self.form | chosen | {"versions-0-file": file}
        assert self.desk.client.post("/admin/meetings/document/add/", posted).status_code == 302


class Migration:
    """The whole schema, into an empty database; goes on where it was killed."""

    def __init__(self):
        self.call = import_module("django.core.management").call_command

    def prepare(self):
        pass

    def do(self):
        self.call("migrate", verbosity=0, skip_checks=True)


DEEDS = {"import": Import, "release": Release, "save": Save, "migration": Migration}


class Trials:
    def __init__(self, deed):
        self.connection = import_module("django.db").connection
        self.engine = import_module("intersessional.backups.engines").engine()
        self.deed = deed
        self.seconds, self.all = 0.0, Counter()
        self.outcomes, self.partial = Counter(), []

    def rows(self):
        found = Counter({name: state.rows for name, state in self.engine.states().items()})
        self.connection.close()
        return found

    def run(self, killed_after=None):
        """Whether it came to its end before it was killed."""
        self.connection.close()
        child = os.fork()
        if child == 0:
            try:
                self.deed.do()
                os._exit(0)
            except BaseException:  # noqa: BLE001 told, and the child ends in any case
                traceback.print_exc()
                os._exit(1)
        if killed_after is not None:
            time.sleep(killed_after)
            os.kill(child, signal.SIGKILL)
        _child, status = os.waitpid(child, 0)
        assert status in {0, signal.SIGKILL}, "the deed itself failed"
        self.wait_for_the_database()
        return status == 0

    def wait_for_the_database(self):
        """PostgreSQL may need a moment to see that nobody is there any more."""
        if self.connection.vendor != "postgresql":
            return
        others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        with self.connection.cursor() as cursor:
            for _moment in range(1000):
                cursor.execute(f"{others} AND backend_type = 'client backend'")
                if cursor.fetchone()[0] == 0:
                    break
                time.sleep(0.02)
        self.connection.close()

    def measure(self):
        self.deed.prepare()
        before, began = self.rows(), time.monotonic()
        self.run()
        self.seconds = time.monotonic() - began
        self.all = self.rows() - before

    def kill(self, share):
        """At that share of the time that the deed takes; earlier, if it was done by then."""
        is_done = True
        while is_done:
            self.deed.prepare()
            before = self.rows()
            is_done = self.run(killed_after=share * self.seconds)
            share *= 0.7
        more = self.rows() - before
        if more not in (Counter(), self.all):
            self.partial.append(more)
        self.outcomes["all" if more else "nothing"] += 1

    def told(self):
        return {"seconds": round(self.seconds, 2), **self.outcomes, "partial": self.partial}


def main(name, number):
    import_module("django").setup()
    trials = Trials(DEEDS[name]())
    if name == "migration":
        return migrated(trials, number)
    if name == "import":
        return imported(trials, number)
    trials.measure()
    for trial in range(number):
        trials.kill((trial + 0.5) / number)
    return trials.told()


def imported(trials, number):
    """It can be done once: hence first killed, by the time that it takes elsewhere, then brought to its end."""
    trials.seconds = float(os.environ["TAKES_SECONDS"])
    before, seen = trials.rows(), []
    for trial in range(number):
        trials.run(killed_after=trials.seconds * (trial + 0.5) / number)
        seen.append(trials.rows())
        trials.outcomes["nothing" if seen[-1] == before else "all"] += 1
    trials.run()
    after = trials.rows()
    trials.partial = [rows - before for rows in seen if rows not in (before, after)]
    return trials.told()


def migrated(trials, number):
    """Each takes the time of a part of the whole, so that they are killed in all its parts."""
    takes = float(os.environ["TAKES_SECONDS"])
    for trial in range(number):
        is_done = trials.run(killed_after=takes / number * (0.5 + trial % 3 / 2))
        trials.outcomes["done" if is_done else "killed"] += 1
    trials.run()
    return trials.told()


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))  # noqa: T201 read by the test
