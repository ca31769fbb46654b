"""Make a module out of a stored one, for one function."""

from __future__ import annotations

import types
from importlib.machinery import ModuleSpec, SourceFileLoader

from s2s.store.reach import reach
from s2s.store.stored import Stored


def instantiate(stored: Stored, root: object) -> types.ModuleType:
    """Run the generated module with its names bound to what ``root`` reaches.

    Each function gets a module of its own, since two closures of one factory share the text and
    differ in the cells. The module is not in ``sys.modules``: nothing imports it by name.

    Raises:
        s2s.store.reach.Unreachable: a bound object is no longer where it was.
    """
    name = f"s2s_generated.{stored.generated.entry}"
    module = types.ModuleType(name)
    module.__file__ = stored.filename
    if stored.path is not None:
        loader = SourceFileLoader(name, stored.path)
        module.__loader__ = loader
        module.__spec__ = ModuleSpec(name, loader, origin=stored.path)
    for binding in stored.generated.bindings:
        setattr(module, binding.name, reach(root, binding.path))
    exec(stored.code, module.__dict__)
    return module
