"""What somebody waits for while they write: one look at a write-up of 3,000 words, as a whole request on the server.

Run through ``make bench``. The study has names and answers, so that everything a look reads is read. Processor time,
so that it says the same beside other work.
"""

from __future__ import annotations

import json
import statistics
import time

from secondstory.cli.start import start_django

start_django()

from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from tests import builders
from tests.cast import make_cast

from benchmarks.promise import Promise, tell

PLAIN = (
    "The standby fell behind at nine, and the dashboard that was open showed the other host, which looked as it always did. "
    "Ana read the lag from the console and asked Bo to compare both, while the queue of uploads went on growing slowly. "
)
ASKED = "A canary would have caught this. "
TIMES, PROMISED = 30, 50
PARAGRAPHS = 66


def main() -> None:
    call_command("migrate", verbosity=0)
    cast = make_cast()
    study = builders.study(cast.ana, team=cast.storage)
    builders.role(study, cast.ana)
    builders.participant(study, cast.bo)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(cast.ana)
    text = "\n\n".join(PLAIN + (ASKED if number % 3 == 0 else "") for number in range(PARAGRAPHS))
    asked = json.dumps({"text": text, "surface": "writeup", "study": str(study.pk)})

    def look() -> float:
        began = time.process_time()
        answer = client.post(reverse("wording-check"), asked, content_type="application/json")
        taken = time.process_time() - began
        assert answer.status_code == 200
        assert len(answer.json()["findings"]) >= PARAGRAPHS // 3
        return taken * 1000

    look()
    words = f"{len(text.split()):,}"
    taken = statistics.median(look() for _ in range(TIMES))
    tell(Promise(f"wording, a whole request for {words} words", "CPU, median", taken, "ms", PROMISED))


if __name__ == "__main__":
    main()
