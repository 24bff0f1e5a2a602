# SPDX-License-Identifier: EUPL-1.2
"""PDF from a template and data: accessible (UA-1) and archival (A-3a) in one file, the same bytes for the same data."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import typst
from django.core.serializers.json import DjangoJSONEncoder

SOURCE = Path(__file__).resolve().parents[2]


def pdf(template: str, data: Mapping[str, object], *, moment: datetime) -> bytes:
    """Print the template, a path below `src`, which reads the data as `json(bytes(sys.inputs.data))`.

    The moment is the document's date; nothing else in the file depends on when and where it is made.
    Templates share `/shared/rendering/page.typ`; none of them can leave `src`, and no font but ours is looked for.
    """
    compiler = typst.Compiler(root=SOURCE, font_paths=_fonts())
    made = compiler.compile(
        SOURCE / template,
        format="pdf",
        sys_inputs={"data": json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)},
        pdf_standards=["ua-1", "a-3a"],
        timestamp=moment.replace(microsecond=0),  # it takes no fractions
    )
    if not isinstance(made, bytes):
        raise TypeError(f"{template} made no single file")
    return made


@cache
def _fonts() -> typst.Fonts:
    folder = files("fontpkg_fira_sans").joinpath("files")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
