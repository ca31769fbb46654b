"""What reads a number back from a text that was made of it had a derivative of zero."""

from __future__ import annotations

import ast
import io
import operator
import re
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

import s2s


def of_str(x):
    return float(str(x))


def of_repr(x):
    return complex(repr(x)).real


def of_an_f_string(x):
    return float(f"{x}")


def of_format(x):
    return float(format(x, ".17g")) + float("{}".format(x))  # noqa: UP032 - another way to write it


def of_percent(x):
    return float("%.17g" % x)  # noqa: UP031 - another way to write it


def of_operator_mod(x):
    return float(operator.mod("%r", x))


def by_literal_eval(x):
    return ast.literal_eval(repr(x)) * 2.0


def by_decimal(x):
    return float(Decimal(str(x)))


def by_fraction(x):
    return Fraction(str(x)).numerator / Fraction(str(x)).denominator


def by_numpy(x):
    return np.sum(np.array(f"{x} {x}".split(), dtype=float))


def by_fromstring(x):
    return np.sum(np.fromstring(f"{x} {x}", sep=" "))


def by_float64(x):
    return np.float64(str(x))


def by_array2string(x):
    return float(np.array2string(np.float64(x)))


def by_astype(x):
    return np.sum(np.array([x, x]).astype(str).astype(float))


def by_a_store(x):
    values = np.zeros(2)
    values[0] = f"{x}"
    return values[0]


def by_a_buffer(x):
    buffer = io.StringIO()
    buffer.write(f"{x}")
    return float(buffer.getvalue())


def by_print(x):
    buffer = io.StringIO()
    print(x, file=buffer)
    return float(buffer.getvalue())


def by_a_match(x):
    return float(re.match("(.*)", str(x)).group(1))


def by_map(x):
    return sum(map(float, f"{x} {x}".split()))


def in_a_dict(x):
    return float({"a": f"{x}"}["a"])


def in_lines(x):
    lines = []
    for i in range(3):
        lines.append(f"{x * i}")
    return sum(float(line) for line in "\n".join(lines).splitlines())


def in_a_set(x):
    return float({str(x)}.pop())


def in_bytes(x):
    return float(str(x).encode().decode())


def in_an_exception(x):
    try:
        raise ValueError(str(x))
    except ValueError as error:
        return float(error.args[0])


def in_a_list_of_a_helper(x):
    found = []

    def note(value):
        found.append(str(value))

    note(x)
    return float(found[-1])


def parsed(text):
    return float(text)


def by_a_helper(x):
    return parsed(str(x))


class Named:
    def __init__(self, name, value):
        self.name, self.value = name, value

    def __repr__(self):
        return f"Named({self.value})"


def in_an_attribute(x):
    return float(Named(f"{x}", 1.0).name)


def by_the_users_repr(x):
    return float(repr(Named("a", x))[6:-1])


def on_one_path(x):
    text = f"{x}" if x > 0 else 1.0
    return float(text)


@pytest.mark.parametrize(
    "program",
    [
        of_str, of_repr, of_an_f_string, of_format, of_percent, of_operator_mod, by_literal_eval,
        by_decimal, by_fraction, by_numpy, by_fromstring, by_float64, by_array2string, by_astype,
        by_a_store, by_a_buffer, by_print, by_a_match, by_map, in_a_dict, in_lines, in_a_set,
        in_bytes, in_an_exception, in_a_list_of_a_helper, by_a_helper, in_an_attribute,
        by_the_users_repr, on_one_path,
    ],
)  # fmt: skip
def test_it_is_refused(program) -> None:
    assert program(2.5) is not None
    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(2.5)


def test_the_message_names_the_place() -> None:
    with pytest.raises(s2s.UnsupportedError, match="read from a text") as error:
        s2s.grad(of_str)(2.5)
    assert "return float(str(x))" in str(error.value)


def shown(x):
    message = f"x = {x} " + str(x) + repr([x, x]) + "%s" % x  # noqa: UP031
    print(message)
    assert x > 0, f"bad {x}"
    if x < 0:
        raise ValueError(message)
    return x * x + 0 * len(message)


def keys(x):
    table = {f"w{i}": x * i for i in range(3)}
    table[f"{x:.2f}"] = x
    return sum(table.values())


def rows(x):
    found = [{"label": f"{x}", "value": x * i} for i in range(3)]
    return sum(row["value"] for row in found)


def branches(x):
    kind = f"{'large' if x > 1 else 'small'} {x}".split()[0]
    return {"large": x * 2, "small": x}[kind] * (3.0 if str(x) == "2.5" else 1.0)


def of_what_does_not_vary(x):
    return x * float(f"{len(np.array([x]))}") * int(str(int(x)))


def in_an_object(x):
    item = Named(f"n{x}", x)
    print(item, f"{item}")
    return item.value * 2


@pytest.mark.parametrize(
    ("program", "expected"),
    [
        (shown, 5.0), (keys, 4.0), (rows, 3.0), (branches, 6.0), (of_what_does_not_vary, 2.0),
        (in_an_object, 2.0),
    ],
)  # fmt: skip
def test_texts_that_are_only_shown_are_passive(program, expected) -> None:
    assert s2s.grad(program)(2.5) == expected
    assert s2s.jvp(program, (2.5,), (1.0,)) == (program(2.5), expected)


def compared(x):
    return x * 2 if str(x) == "1.0" else x * 3


def compared_array(x):
    return x[0] * 2 if np.array2string(x) == "[0.5]" else x[0] * 3


def test_what_a_text_says_is_seen_when_the_program_runs() -> None:
    """The text of a stand-in was taken for the text."""
    assert (s2s.grad(compared)(2.0), s2s.grad(compared)(1.0)) == (3.0, 2.0)
    assert s2s.grad(compared_array)(np.array([2.0])) == 3.0
    assert s2s.grad(compared_array)(np.array([0.5])) == 2.0


def of_keys(x):
    table = {}
    table[str(x)] = 1
    for key in table:
        return float(key)


def of_items(x):
    table = {str(x): 2.0}
    total = 0.0
    for key, value in table.items():
        total += float(key) * value
    return total


@pytest.mark.parametrize("program", [of_keys, of_items])
def test_keys_of_dicts_that_are_read_as_numbers_are_refused(program) -> None:
    with pytest.raises(s2s.S2SError):
        s2s.grad(program)(2.5)
