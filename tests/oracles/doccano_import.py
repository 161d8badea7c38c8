"""Imports a file with doccano's own code into a new database, and prints what is in that as JSON.

To be run by the Python of an environment with doccano: ``python doccano_import.py FILE``.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

backend = find_spec("backend")
assert backend is not None and backend.origin is not None
sys.path.insert(0, str(Path(backend.origin).parent))
home = tempfile.mkdtemp()
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "config.settings.development",
    "DATABASE_URL": f"sqlite:///{home}/doccano.sqlite3",
    "DOCCANO_HOME": home,
    "SECRET_KEY": "none",
}

import django  # noqa: E402 - needs to know the settings first

django.setup()

from data_import.datasets import load_dataset  # noqa: E402
from data_import.pipeline.catalog import RELATION_EXTRACTION, create_file_format  # noqa: E402
from data_import.pipeline.readers import FileName  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from labels.models import Relation, Span  # noqa: E402
from projects.models import ProjectType, SequenceLabelingProject  # noqa: E402

call_command("migrate", verbosity=0)
user = get_user_model().objects.create(username="somebody")
found = {}
for name, task in (("relations", RELATION_EXTRACTION), ("labels", ProjectType.SEQUENCE_LABELING)):
    project = SequenceLabelingProject.objects.create(
        name=name,
        project_type=ProjectType.SEQUENCE_LABELING,
        use_relation=name == "relations",
        allow_overlapping=True,
        created_by=user,
    )
    files = [FileName(sys.argv[1], Path(sys.argv[1]).name, Path(sys.argv[1]).name)]
    dataset = load_dataset(task, create_file_format("JSONL"), files, project, encoding="utf_8")
    dataset.save(user)
    spans = Span.objects.filter(example__project=project)
    links = Relation.objects.filter(example__project=project)
    found[name] = {
        "errors": [str(each) for each in dataset.errors],
        "spans": [
            [s.start_offset, s.end_offset, s.label.text, s.example.text[s.start_offset : s.end_offset]]
            for s in spans
        ],
        "relations": [[r.type.text, r.from_id.start_offset, r.to_id.start_offset] for r in links],
    }
print(json.dumps(found))
