# SPDX-License-Identifier: EUPL-1.2
from engine.definitions import Column
from ssoz.www.reporter.presentation.headings import head


def columns(*titles: tuple[str, ...]) -> list[Column]:
    """Each column as its path of groups and its own title."""
    return [
        Column.model_validate({"code": f"k{place}", "title": path[-1], "group": list(path[:-1])})
        for place, path in enumerate(titles, start=1)
    ]


def shape(rows: tuple[tuple[object, ...], ...]) -> list[list[tuple[str, int, int]]]:
    return [[(cell.title, cell.colspan, cell.rowspan) for cell in row] for row in rows]  # type: ignore[attr-defined]  # rows hold cells


def test_a_flat_head_is_one_row() -> None:
    assert shape(head("d1", columns(("Łóżka",), ("Osobodni",))).rows) == [[("Łóżka", 1, 1), ("Osobodni", 1, 1)]]


def test_neighbours_of_one_group_stand_under_one_heading() -> None:
    table = head("d2", columns(("Łóżka", "razem"), ("Łóżka", "dla dzieci"), ("Przyjęci",)))

    assert shape(table.rows) == [
        [("Łóżka", 2, 1), ("Przyjęci", 1, 2)],
        [("razem", 1, 1), ("dla dzieci", 1, 1)],
    ]


def test_every_column_is_named_by_what_stands_above_it() -> None:
    table = head("d2", columns(("Łóżka", "razem"), ("Łóżka", "dla dzieci"), ("Przyjęci",)))

    assert table.labels == ("d2-g0-0 d2-k1", "d2-g0-0 d2-k2", "d2-k3")


def test_groups_nest_to_any_depth() -> None:
    table = head("d4", columns(("Kadra", "Lekarze", "K"), ("Kadra", "Lekarze", "M"), ("Kadra", "Inni"), ("Razem",)))

    assert shape(table.rows) == [
        [("Kadra", 3, 1), ("Razem", 1, 3)],
        [("Lekarze", 2, 1), ("Inni", 1, 2)],
        [("K", 1, 1), ("M", 1, 1)],
    ]


def test_the_same_title_apart_is_two_groups() -> None:
    table = head("d5", columns(("Łóżka", "a"), ("Inne",), ("Łóżka", "b")))

    assert [cell.colspan for cell in table.rows[0]] == [1, 1, 1]


def test_every_line_of_the_head_covers_all_columns() -> None:
    table = head("d6", columns(("A", "B", "x"), ("A", "y"), ("z",), ("C", "v"), ("C", "w")))
    covered = [0] * len(table.rows)
    for level, row in enumerate(table.rows):
        for cell in row:
            for below in range(level, level + cell.rowspan):
                covered[below] += cell.colspan

    assert covered == [5, 5, 5]


def test_headings_of_a_group_say_so() -> None:
    group, single = head("d2", columns(("Łóżka", "razem"), ("Łóżka", "dla dzieci"), ("Przyjęci",))).rows[0]

    assert (group.scope, single.scope) == ("colgroup", "col")
