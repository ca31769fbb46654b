"""The final names of a module: marks go, and functions are numbered without gaps."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set

import gast

from s2s.emit.function_names import function_names
from s2s.syntax import walk
from s2s.syntax.names import MARK, MODULES, Namer, plain


def spelling(
    functions: list[gast.FunctionDef],
    imported: Collection[str],
    wanted: Mapping[str, str],
    reserved: Set[str] = frozenset(),
) -> tuple[set[str], dict[str, str]]:
    """Renames in place; returns all names of the module, and the new ones by the old ones.

    Args:
        functions: all functions of the module.
        imported: the names of imports and bindings that have a mark; they choose first.
        wanted: of each name of a function that was handed out, what it was made from.
        reserved: names that something else in the module will have; here they mean variables.

    >>> node = gast.parse(f"def f(np{MARK}, y):\\n  sum{MARK} = np.abs(np{MARK})\\n  return y").body
    >>> names, _ = spelling(node, (), {})
    >>> sorted(names)
    ['f', 'np', 'np_1', 'sum', 'y']
    """
    nodes = walk.nodes(functions)
    names = {name for node in nodes for name in _names(node)}
    namer = Namer({*names, *MODULES, *reserved})
    spelled = {name: namer.fresh(plain(name)) for name in imported if name in names}
    called = function_names(functions, wanted, names | set(spelled.values()) | MODULES | reserved)
    namer.reserve(called.values())
    spelled |= called
    for name in sorted(names - spelled.keys()):
        if MARK in name or name in reserved:
            spelled[name] = namer.fresh(plain(name))
    for node in nodes:
        _rename(node, spelled)
    return {spelled.get(name, name) for name in names}, spelled


def _names(node: gast.AST) -> list[str]:
    match node:
        case gast.Name():
            return [node.id]
        case gast.FunctionDef():
            return [node.name]
        case gast.alias(asname=str(name)):
            return [name]
    return []


def _rename(node: gast.AST, spelled: Mapping[str, str]) -> None:
    match node:
        case gast.Name():
            node.id = spelled.get(node.id, node.id)
        case gast.FunctionDef():
            node.name = spelled.get(node.name, node.name)
        case gast.alias(asname=str(name)):
            node.asname = spelled.get(name, name)
        case gast.keyword(arg=str(name)) if MARK in name:
            node.arg = spelled.get(name, plain(name))
