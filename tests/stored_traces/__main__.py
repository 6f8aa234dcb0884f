"""Store the traces of one demonstration case anew, after a change that is meant to change them.

python -m tests.stored_traces

Say in the scheme's CHANGES.md what changed and why; a stored trace is how a decision was explained.
"""

import json
import os
import tempfile
from pathlib import Path

FILE = Path(__file__).with_name("traces.json")
TASKS = ("file_patents", "bank_approval", "sign_loan_contract", "disburse")


def main() -> None:
    """Load the city into a database that is thrown away, and keep one case's traces."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            ZHIDAI_DATA=folder, ZHIDAI_DEMO="1", DJANGO_SETTINGS_MODULE="zhidai.config.settings"
        )
        import django

        django.setup()
        from zhidai.db.history.models import Event
        from zhidai.services.database import bring_up_to_date
        from zhidai.services.demonstration.loading import load_city

        bring_up_to_date()
        load_city()
        case = next(
            event.stream_id for event in Event.objects.order_by("id")
            if event.payload.get("task") == "disburse"
        )  # fmt: skip
        kept = {
            event.payload["task"]: event.payload["trace"]["assessment"]
            for event in Event.objects.filter(stream_id=case).order_by("id")
            if event.payload.get("task") in TASKS
        }
    FILE.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
