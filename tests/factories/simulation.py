# SPDX-License-Identifier: EUPL-1.2
"""A small form, a publication of two areas and the mapping between them."""

from pathlib import Path

FORM = """
form: T-9
edition: 2025
title: Szpital na próbę
owed_by: [hospital]
reasons: {inne: Inna przyczyna}
sections:
- code: d1
  title: Dane ogólne
  table:
    columns: [{code: k1, title: Odpowiedź}]
    rows:
    - {code: w01, title: Charakter, type: code, list: hospital-characters, required: true}
    - {code: w02, title: ISO, type: bool, required: true}
- code: d2
  title: Oddziały
  table:
    columns:
    - {code: k1, title: Łóżka, required: true}
    - {code: k2, title: w tym dla dzieci}
    - {code: k3, title: Leczeni, required: true}
    - {code: k4, title: Przyjęci, required: true}
    - {code: k5, title: Przeniesieni z innych}
    - {code: k6, title: Przeniesieni na inne}
    - {code: k7, title: Osobodni, type: dec(1)}
    rows: [{code: w01, title: Ogółem, computed: "sum(d2[*, .])"}]
    dynamic: {min: 1, max: 40, key: {code: oddzial, title: Oddział, type: code, list: ministry-codes-8, where: "4*"}}
- code: d3
  title: Sale
  table:
    columns: [{code: k1, title: Liczba}]
    rows:
    - {code: w01, title: Sale}
    - {code: w02, title: Stoły}
    - {code: w03, title: Aparaty}
    - {code: w04, title: Badania}
checks:
- {id: T9-1, foreach: r in d2.rows, check: "d2[r,k2] <= d2[r,k1]"}
- {id: T9-2, foreach: r in d2.rows, check: "d2[r,k3] = d2[r,k4] + nvl(d2[r,k5], 0)"}
- {id: T9-3, check: "nvl(d2[w01,k5], 0) = nvl(d2[w01,k6], 0)"}
- {id: T9-4, check: "d3[w01,k1] <= nvl(d3[w02,k1], 0)"}
- {id: T9-5, check: "nvl(d3[w03,k1], 0) = 0 => nvl(d3[w04,k1], 0) = 0"}
- {id: T9-6, severity: warning, check: "d2[w01,k1] <= 50", explain: [inne]}
"""

PUBLISHED = """table,year,terc2,measure,value
t1,2023,PL,szpitale,7
t1,2023,PL,lozka,900
t1,2023,PL,dzieci,61
t1,2023,PL,leczeni_tys,30.5
t1,2023,PL,pobyt,5.5
t1,2023,PL,sale,11
t1,2023,PL,stoly,16
t1,2023,PL,badania,5000
t1,2023,02,szpitale,4
t1,2023,02,lozka,500
t1,2023,02,dzieci,61
t1,2023,02,leczeni_tys,20.5
t1,2023,02,pobyt,5.5
t1,2023,02,sale,10
t1,2023,02,stoly,10
t1,2023,02,badania,5000
t1,2023,04,szpitale,3
t1,2023,04,lozka,400
t1,2023,04,dzieci,0
t1,2023,04,leczeni_tys,10
t1,2023,04,pobyt,5.5
t1,2023,04,sale,1
t1,2023,04,stoly,6
t1,2023,04,badania,-
t1,2022,02,lozka,1
t2,2023,02,cos_innego,1
"""

MAPPING = """
mapping: proba
form: T-9
year: 2023
file: {area: terc2, year: year, table: table, measure: measure, value: value}
units:
- {name: stacjonarny, count: t1.szpitale, set: {d1.w01.k1: "1"}}
- {name: dzienny, count: 1, set: {d1.w01.k1: "2"}, limits: {"d3.*": [0, 0]}}
measures:
- {published: t1.szpitale, value: 'reports(where d1[w01,k1] = "1")'}
- {published: t1.lozka, value: 'sum(d2[w01,k1])'}
- {published: t1.dzieci, value: 'sum(d2[rows,k2])'}
- {published: t1.leczeni_tys, value: 'sum(d2[w01,k3]) / 1000'}
- {published: t1.pobyt, value: 'sum(d2[w01,k7]) / sum(d2[w01,k3])'}
- {published: t1.sale, value: 'sum(d3[w01,k1] where d1[w01,k1] = "1")'}
- {published: t1.stoly, value: 'sum(d3[w02,k1])'}
- {published: t1.badania, value: 'sum(d3[w04,k1])'}
typical:
  d2.#: 3
  d2.$.k5: 0.1 d2.$.k3
"""


def written(folder: Path, mapping: str = MAPPING, published: str = PUBLISHED) -> tuple[Path, Path]:
    """Both files; mapping first."""
    paths = folder / "proba.yaml", folder / "publikacja.csv"
    for path, text in zip(paths, (mapping, published), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
