"""Markers: where the sweeps begin, after statements have gone."""

from __future__ import annotations

from collections.abc import Mapping

import gast


def place_markers(
    fn: gast.FunctionDef, before: list[gast.stmt], markers: Mapping[int, str]
) -> dict[int, str]:
    """Each marker at the first statement of its part that is left.

    Args:
        fn: the function now.
        before: its statements before the passes.
        markers: ``id`` of statements of ``before`` to markers. Where only one part has statements
            left, it needs no marker.
    """
    left = {id(node) for node in fn.body if not isinstance(node, gast.Return)}
    parts: list[tuple[str, int | None]] = []
    for node in before:
        if id(node) in markers:
            parts.append((markers[id(node)], None))
        if parts and parts[-1][1] is None and id(node) in left:
            parts[-1] = (parts[-1][0], id(node))
    found = {place: text for text, place in parts if place is not None}
    return found if len(found) > 1 else {}
