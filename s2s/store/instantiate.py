"""Make a module out of a stored one."""

from __future__ import annotations

import types
from collections.abc import Mapping
from importlib.machinery import ModuleSpec, SourceFileLoader

from s2s.store.stored import Stored


def instantiate(stored: Stored, bound: Mapping[str, object]) -> types.ModuleType:
    """Run the generated module, with the names in ``bound`` set.

    Each function gets a module of its own, since two closures of one factory share the text and
    differ in the cells. The module is not in ``sys.modules``: nothing imports it by name.
    """
    name = f"s2s_generated.{stored.module.entry}"
    module = types.ModuleType(name)
    module.__file__ = stored.filename
    if stored.path is not None:
        loader = SourceFileLoader(name, stored.path)
        module.__loader__ = loader
        module.__spec__ = ModuleSpec(name, loader, origin=stored.path)
    exec(stored.code, module.__dict__)
    module.__dict__.update(bound)  # after the run: the text may declare them as None
    return module
