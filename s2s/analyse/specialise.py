"""Specialise a function for the kinds of its arguments.

In: a function, the kinds of its arguments and which of them vary. Out: a ``Typed`` function, whose
names all have a kind, whose calls are resolved, and whose loops run over indices wherever a
derivative flows through what they run over.
"""

from __future__ import annotations

from s2s.analyse import kinds as k
from s2s.analyse.bounded import bounded
from s2s.analyse.direct import direct
from s2s.analyse.doubts import doubts
from s2s.analyse.drawn_items import check_drawn
from s2s.analyse.early import check_untouched
from s2s.analyse.hoist import extra_parameters, note_written
from s2s.analyse.join import join
from s2s.analyse.memory import memory
from s2s.analyse.normal import Normal, normal
from s2s.analyse.overlaps import check_overlaps
from s2s.analyse.owners import mark_owners
from s2s.analyse.parts import Activity, either
from s2s.analyse.retaken import retaken
from s2s.analyse.tapes import Read
from s2s.analyse.typed import Memory, Typed
from s2s.analyse.unit import Unit
from s2s.analyse.unrolling import Unroll
from s2s.analyse.updates import refuse_foreign
from s2s.analyse.walker import Walker
from s2s.analyse.widen import widen
from s2s.errors import UnsupportedError, place
from s2s.normalise.unroll import Unrolled
from s2s.syntax.names import MARK, Namer


def specialise(
    unit: Unit, fun: object, kinds: tuple[k.Kind, ...], active: tuple[Activity, ...], name: str,
    refs: tuple[bool, ...] = (), by_reference: bool = False, changing: tuple[bool, ...] = (),
) -> Typed:  # fmt: skip
    """The typed form of ``fun``, a Python function or a local ``Definition``.

    Args:
        unit: the derivative under construction.
        fun: the function.
        kinds: one for each parameter.
        active: which parameters vary.
        name: what to call the function.
        refs: which parameters come with a shadow; none if left out.
        by_reference: whether the caller writes into what the function returns.
        changing: for each parameter and then the result, whether the caller writes into it, if
            only with values that do not vary; none if left out.
    """
    unit.depth += 1
    try:
        refs = refs or (False,) * len(kinds)
        changing = changing or (False,) * (len(kinds) + 1)
        kinds = tuple(map(unit.heap.lift, kinds))
        return _specialise(unit, fun, (kinds, active, refs, by_reference, changing), name)
    finally:
        unit.depth -= 1


_LEVELS = 4  # of a recursion that are told apart
_VARIANTS = 10  # of a recursive function that are told apart
_ROUNDS = 40  # each one knows more than the last; so many are never needed
_FREE = 8  # rounds after which what shares memory once is held to share it: it could alternate

_Flags = tuple[bool, ...]
_Signature = tuple[tuple[k.Kind, ...], tuple[Activity, ...], _Flags, bool, _Flags]


def _specialise(unit: Unit, fun: object, signature: _Signature, name: str) -> Typed:
    key = (id(fun), signature)
    found = unit.functions.get(key)
    if found is not None:
        if found.in_progress:
            found.recursive = True
            for other in unit.stack[unit.stack.index(found) + 1 :]:
                other.guesses.append(found)
        return found
    wider = _widened(unit, fun, signature)
    if wider != signature:
        return _specialise(unit, fun, wider, name)
    unrolled: Unrolled = frozenset()
    others = set(unit.functions)
    while True:
        try:
            return _made(unit, fun, signature, name, unrolled)
        except Unroll as asked:
            if asked.fun is not fun or asked.unrolled != unrolled:
                raise
            unrolled |= {(asked.loop, asked.items)}
            for made in set(unit.functions) - others:  # by what is known no more
                del unit.functions[made]


def _made(unit: Unit, fun: object, signature: _Signature, name: str, unrolled: Unrolled) -> Typed:
    """The typed form of a function of which some loops are written out."""
    key = (id(fun), signature)
    text = normal(unit, fun, unrolled)
    if unit.depth > 40 or len(unit.functions) > 1000:
        raise UnsupportedError(
            f"`{name}` is called with ever new kinds of arguments",
            place=place(text.source, text.node),
            hint="this happens when a recursive function passes a growing structure to itself",
        )
    params = list(text.params)
    params += list(fun.captured) if isinstance(fun, k.Definition) else unit.captured(fun)
    extra = extra_parameters(unit, fun, params)
    if len(signature[0]) == len(params) + len(extra):
        params += extra.values()
    else:  # a call that gives it nothing from outside
        extra = {}
    if key not in unit.names:
        unit.names[key] = unit.namer.fresh(name) + MARK  # no variable is called so
        unit.wanted[unit.names[key]] = Namer().fresh(name)
    typed = Typed(
        unit.names[key], fun, params, signature[1], text.source, text.origin, refs=signature[2],
        by_reference=signature[3], changing=signature[4], extra=extra, kinds=signature[0],
        unrolled=unrolled,
    )  # fmt: skip
    unit.functions[key] = typed
    unit.keep(fun, signature[0])
    depth = len(unit.stack)
    unit.stack.append(typed)
    try:
        _settle(unit, typed, signature, text, name)
    except BaseException:  # whoever asked may have another way
        unit.functions.pop(key, None)
        raise
    finally:
        del unit.stack[depth:]
    typed.in_progress = False
    return typed


def _widened(unit: Unit, fun: object, signature: _Signature) -> _Signature:
    """What serves this call of a function that calls itself with ever new kinds, and the last too.

    A few levels are told apart: a recursion may take a structure to pieces.
    """
    running = [typed for typed in unit.stack if typed.fun is fun]
    many = sum(typed.fun is fun for typed in unit.functions.values()) >= _VARIANTS
    if len(running) < (1 if many else _LEVELS) or len(running[-1].kinds) != len(signature[0]):
        return signature
    last = running[-1]
    if _takes_apart(last.kinds, signature[0]):
        return signature
    kinds = tuple(
        join(old, new, unit.symbols, ("recursion", id(fun), i))
        for i, (old, new) in enumerate(zip(last.kinds, signature[0], strict=True))
    )
    for old, new, both in zip(last.kinds, signature[0], kinds, strict=True):
        if type(both) not in (type(old), type(new)):
            return signature

    def both_of(old: _Flags, new: _Flags) -> _Flags:
        return tuple(a or b for a, b in zip(old, new, strict=True))

    _, active, refs, by_reference, changing = signature
    return (
        kinds, tuple(map(either, last.active, active)), both_of(last.refs, refs),
        last.by_reference or by_reference, both_of(last.changing, changing),
    )  # fmt: skip


def _takes_apart(old: tuple[k.Kind, ...], new: tuple[k.Kind, ...]) -> bool:
    """Whether a recursion gives itself what is nested less deeply, as one over a tree: it will end."""
    depths = [(_depth(a), _depth(b)) for a, b in zip(old, new, strict=True)]
    return all(a >= b for a, b in depths) and any(a > b for a, b in depths)


def _depth(kind: k.Kind) -> int:
    """How many structures stand one inside the other."""
    kind = k.solid(kind)
    if not k.is_structure(kind):
        return 0
    return 1 + max(map(_depth, k.items_of(kind)), default=0)


def _settle(unit: Unit, typed: Typed, signature: _Signature, text: Normal, name: str) -> None:
    """Walks the function until what is known of its result and its memory stays."""
    kinds, active, *_ = signature
    others = set(unit.functions)
    for turn in range(_ROUNDS):
        walker = Walker(unit, typed, kinds, active, text)
        body = walker.block(text.node.body[:-1])
        settled = _result(unit, typed, walker)
        typed.body, typed.result = walker.prologue + body, walker.linked.value(walker.result)
        typed.env, typed.varied = walker.env, walker.varied
        held = typed.memory if turn > _FREE else Memory()
        state = memory(typed, held, text.tapes if unit.forward else Read())
        steady = state == typed.memory
        if not typed.recursive:
            steady = steady or walker.memory.hears_the_same(state)
        typed.memory = state
        mark_owners(typed, unit.heap)
        if widen(typed, unit.heap, walker.kind):
            steady = False
        if unit.outdated():
            steady = settled = True  # all will be walked again, by what is known now
        if steady and (settled or not typed.recursive):
            note_written(walker)
            if typed.varied:
                typed.body = doubts(walker, typed.body)
            check_untouched(typed, walker)
            check_drawn(typed, walker)
            check_overlaps(typed, walker)
            refuse_foreign(typed, unit.heap)
            direct(typed)
            retaken(typed)
            return
        for made in set(unit.functions) - others:
            if any(guess is typed for guess in unit.functions[made].guesses):
                del unit.functions[made]  # made while less was known of this function
    raise UnsupportedError(
        f"s2s cannot settle what `{name}` writes into",
        place(text.source, text.node),
        note="what is known of its variables kept changing",
        hint="give each variable one kind of value, and different arrays different names",
    )


def _result(unit: Unit, typed: Typed, walker: Walker) -> bool:
    """Records the kind of the result and whether it varies; returns whether both were so before."""
    kind = walker.kind(walker.result)
    result = join(typed.result_kind, kind, unit.symbols, ("result", id(typed)))
    if typed.recursive:
        result = bounded(result)
    varied = walker.varies(walker.result) and k.is_differentiable(result)
    settled = result == typed.result_kind and varied == typed.result_varied
    typed.result_kind, typed.result_varied = result, varied
    return settled
