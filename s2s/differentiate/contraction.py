"""Contraction: the cotangent of an ``einsum`` whose subscripts are known is one, written out."""

from __future__ import annotations

from collections.abc import Sequence

import gast

from s2s.analyse import kinds as k
from s2s.analyse.evaluate import Evaluator
from s2s.syntax import build


def contraction(node: gast.Call, evaluator: Evaluator) -> gast.expr:
    """``rt.einsum_ct(ct, 'ij,j->i', (a, b), 1)`` becomes ``np.einsum('i,ij->j', ct, a)``.

    The helper stays where an axis is summed over alone, stands in one operand twice or may be
    stretched, and where the subscripts are not spelled out.
    """
    match node.args:
        case [
            ct,
            gast.Constant(value=str() as text),
            gast.Tuple(elts=operands),
            gast.Constant(value=int() as index),
        ] if "->" in text and "." not in text:
            left, _, result = text.replace(" ", "").partition("->")
            terms = left.split(",")
        case _:
            return node
    starred = any(isinstance(operand, gast.Starred) for operand in operands)
    if starred or len(terms) != len(operands) or len(set(result)) != len(result):
        return node
    own = terms[index]
    others = [term for i, term in enumerate(terms) if i != index]
    alone = set(own) - set("".join([result, *others]))
    if alone or len(set(own)) != len(own):
        return node
    if not _same_lengths(terms, [evaluator(operand) for operand in operands]):
        return node
    subscripts = f"{','.join([result, *others])}->{own}"
    rest = [operand for i, operand in enumerate(operands) if i != index]
    return build.call("np.einsum", build.const(subscripts), ct, *rest)


def _same_lengths(terms: Sequence[str], kinds: Sequence[k.Kind]) -> bool:
    """Whether a letter means axes of one length wherever it stands."""
    lengths: dict[str, k.Dim] = {}
    for term, kind in zip(terms, kinds, strict=True):
        if not isinstance(kind, k.Array) or len(kind.shape) != len(term):
            return False
        for letter, length in zip(term, kind.shape, strict=True):
            if lengths.setdefault(letter, length) != length:
                return False
    return True
