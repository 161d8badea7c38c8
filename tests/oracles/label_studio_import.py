"""Imports tasks into a new project of Label Studio by its API, exports them, and prints the export.

To be run by the Python of an environment with Label Studio: ``python label_studio_import.py CONFIG TASKS``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

program = find_spec("label_studio")
assert program is not None and program.origin is not None
sys.path.insert(0, str(Path(program.origin).parent))
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "core.settings.label_studio",
    "LABEL_STUDIO_BASE_DATA_DIR": tempfile.mkdtemp(),
    "DJANGO_DB": "sqlite",
    "SENTRY_DSN": "",
    "COLLECT_ANALYTICS": "0",
    "LATEST_VERSION_CHECK": "0",
}

import django  # noqa: E402 - needs to know the settings first

said, sys.stdout = sys.stdout, sys.stderr  # it says what it does
django.setup()

from django.core.management import call_command  # noqa: E402
from organizations.models import Organization  # noqa: E402
from rest_framework.test import APIClient  # noqa: E402
from users.models import User  # noqa: E402

call_command("migrate", verbosity=0)
user = User.objects.create(email="somebody@example.org", username="somebody")
user.active_organization = Organization.create_organization(created_by=user, title="Some")
user.save()
client = APIClient()
client.force_authenticate(user)
config, tasks = (Path(each).read_text("utf-8") for each in sys.argv[1:])
made = client.post("/api/projects/", {"title": "Read", "label_config": config}, format="json")
assert made.status_code == 201, made.content
project = f"/api/projects/{made.json()['id']}"
taken = client.post(f"{project}/import?commit_to_project=true", json.loads(tasks), format="json")
assert taken.status_code == 201, taken.content
exported = client.get(f"{project}/export?exportType=JSON&download_all_tasks=true")
content = b"".join(exported.streaming_content) if exported.streaming else exported.content
predictions = client.get(f"/api/predictions/?project={made.json()['id']}").json()
said.write(json.dumps({"export": content.decode(), "predictions": predictions}))
