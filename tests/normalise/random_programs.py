"""Random programs: assignments, branches, loops and jumps in every nesting.

Every program ends, because its loops ask a clock; variables may be undefined when they are read.
"""

from __future__ import annotations

from random import Random

_NAMES = ("a", "b", "c", "x", "y")
_OPERATORS = ("+", "-", "*", "and", "or")

Lines = list[str]


def program(seed: int) -> str:
    """The text of a function ``f(a, b)``; the same one for the same seed."""
    writer = _Writer(Random(seed))
    body = writer.block(depth=0, in_loop=False)
    start = ["c = x = y = 0"] if seed % 3 else []
    return "\n".join(["def f(a, b):", *_indented([*start, *body])]) + "\n"


def _indented(lines: Lines) -> Lines:
    return ["    " + line for line in lines]


class _Writer:
    def __init__(self, random: Random) -> None:
        self.random = random

    def name(self) -> str:
        return self.random.choice(_NAMES)

    def atom(self) -> str:
        return self.name() if self.random.random() < 0.7 else str(self.random.randint(-2, 3))

    def comparison(self) -> str:
        return f"{self.atom()} {self.random.choice(['<', '>', '==', '!='])} {self.atom()}"

    def test(self) -> str:
        kind = self.random.randrange(6)
        if kind < 3:
            return self.comparison()
        if kind == 3:
            return f"not {self.comparison()} {self.random.choice(['and', 'or'])} {self.atom()}"
        if kind == 4:
            return f"({self.name()} := {self.atom()}) < {self.atom()}"
        return self.expression(2)

    def expression(self, depth: int) -> str:
        kind = self.random.randrange(16) if depth < 3 else 0
        if kind < 4:
            return self.atom()
        left, right = self.expression(depth + 1), self.expression(depth + 1)
        if kind < 8:
            return f"({left} {self.random.choice(_OPERATORS)} {right})"
        options = [
            f"note({left})",
            f"note({left})",
            f"({left} if {self.test()} else {right})",
            f"({self.name()} := {left})",
            f"sum([{left} * k for k in range(2) if {self.comparison()}])",
            f"(lambda u, v=2: u * v)({left})",
            f"({left}, {right})[{self.comparison()}]",
            f"any(note(k) > {self.atom()} for k in range(3))",
        ]
        return self.random.choice(options)

    def simple(self, in_loop: bool) -> Lines:
        name, value = self.name(), self.expression(0)
        options = [
            f"{name} = {value}",
            f"{name} = {value}",
            f"{name} = {value}",
            f"{name} += {value}",
            f"{name} = {self.name()} = {value}",
            f"{name}, {self.name()} = {self.expression(2)}, {self.expression(2)}",
            f"note({value})",
            f"return {self.atom()}",
            f"{self.random.choice(['raise ValueError', 'pass', 'note(b)'])}",
        ]
        if in_loop:
            options += ["break", "continue", "break", "continue"]
        return [self.random.choice(options)]

    def block(self, depth: int, in_loop: bool) -> Lines:
        lines: Lines = []
        for _ in range(self.random.randint(1, 4 if depth < 2 else 3)):
            kind = self.random.randrange(9) if depth < 4 else 0
            if kind < 4:
                lines += self.simple(in_loop)
            elif kind < 6:
                lines += [f"if {self.test()}:", *_indented(self.block(depth + 1, in_loop))]
                if self.random.random() < 0.3:
                    lines += [f"elif {self.test()}:", *_indented(self.block(depth + 1, in_loop))]
                if self.random.random() < 0.5:
                    lines += ["else:", *_indented(self.block(depth + 1, in_loop))]
            elif kind == 6 and self.random.random() < 0.4:
                lines += ["with scope(1):", *_indented(self.block(depth + 1, in_loop))]
            else:
                lines += self.loop(depth, in_loop)
        return lines

    def loop(self, depth: int, in_loop: bool) -> Lines:
        body = self.block(depth + 1, in_loop=True)
        choice = self.random.random()
        if choice < 0.6:
            head = f"for {self.name()} in range({self.random.randint(0, 3)}):"
        else:
            head = "while True:" if choice < 0.75 else f"while tick() and {self.test()}:"
            body = ["if not tick(): raise KeyError", *body]
        lines = [head, *_indented(body)]
        if self.random.random() < 0.4:
            lines += ["else:", *_indented(self.block(depth + 1, in_loop))]
        return lines
