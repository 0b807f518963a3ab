"""The road to a provider that is Python."""

import itertools
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mapi_adapters.entries import make_entry
from mapi_adapters.inprocess import open_python
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, MAPI_E_VERSION, S_OK
from mapi_conformance.port import Target


PROVIDER = """
class Provider:
    made = []
    def __init__(self): self.made.append(self)
    def query_interface(self, interface, pointer): return 0x80004002
    def add_ref(self): return 2
    def release(self): self.made.remove(self); return 0
    def logon(self, *arguments): return 0x80040111
    def shutdown(self, flags): return 0
def entry(instance, malloc, allocate, allocate_more, free, flags, version,
          provider_version, provider):
    provider_version.value, provider.value = 0x00010010, Provider()
    return 0
"""

BOTH_FORMS = (
    "name a factory that takes no arguments and returns a provider object, or an "
    "entry point that takes the nine of MSProviderInit: instance, malloc, allocate, "
    "allocate_more, free, flags, version, provider_version, provider"
)
METHODS = (
    "query_interface(interface, object), add_ref(), release(), "
    "logon(support, ui, profile, entryid, flags, interface, security, error, logon, "
    "store), shutdown(flags)"
)

_numbers = itertools.count(1)


@pytest.fixture(name="module")
def _module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Write modules that nothing else imports; the search path is put back."""
    monkeypatch.setattr(sys, "path", list(sys.path))

    def module(text: str) -> str:
        name = f"subject_{next(_numbers)}"
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(text), "utf-8")
        return name

    return module


@pytest.fixture(name="open_at")
def _open_at(tmp_path: Path) -> Callable[..., Any]:
    """Open what an address names, from the folder of the modules."""

    def open_at(address: Any, settings: Mapping[str, str] | None = None) -> Any:
        return open_python(
            Target(name="mine", address=address, settings=settings or {}, base=tmp_path)
        )

    return open_at


def refusal(open_at: Callable[..., Any], address: Any) -> str:
    """Give the sentence with which an address is refused."""
    with pytest.raises(ProviderUnusable) as raised:
        open_at(address)
    return str(raised.value)


class TestForms:
    """A factory and an entry point are told apart by what they require."""

    @pytest.mark.parametrize("name", ["Provider", "entry"])
    def test_both(self, module: Any, open_at: Any, name: str) -> None:
        """Either one gives a host whose first call hands out a provider."""
        provider = open_at(f"{module(PROVIDER)}:{name}")

        event = provider.open().start()

        assert event.code == S_OK
        assert event.results["provider"].interface == "IMSProvider"
        assert event.results["provider_version"] == 0x00010010

    def test_callable(self, module: Any, open_at: Any) -> None:
        """A plug-in may give the callable itself."""
        name = module(PROVIDER)
        open_at(f"{name}:Provider")

        provider = open_at(sys.modules[name].Provider)

        assert provider.open().start().code == S_OK

    def test_searches_the_folder_first(
        self, module: Any, open_at: Any, tmp_path: Path
    ) -> None:
        """The folder comes first on the search path, and only once."""
        open_at(f"{module(PROVIDER)}:entry")
        open_at(f"{module(PROVIDER)}:entry")

        assert sys.path[0] == str(tmp_path)
        assert sys.path.count(str(tmp_path)) == 1

    def test_fresh_for_each_case(self, module: Any, open_at: Any) -> None:
        """Opening makes one provider and throws it away; every host makes its own."""
        name = module(PROVIDER)
        provider = open_at(f"{name}:Provider")
        made = sys.modules[name].Provider.made
        assert made == []

        provider.open().start()
        provider.open().start()

        assert len(made) == 2

    def test_factory_and_null_pointers(self, module: Any, open_at: Any) -> None:
        """The entry point behind a factory takes null pointers as MAPI would."""
        name = module(PROVIDER)
        open_at(f"{name}:Provider")
        entry = make_entry("mine", sys.modules[name].Provider)

        code = entry(None, None, None, None, None, 0, 0x00010010, None, None)

        assert code == MAPI_E_INVALID_PARAMETER

    def test_factory_is_of_the_current_version(self, module: Any, open_at: Any) -> None:
        """Behind a factory stands an entry point that refuses an older MAPI."""
        provider = open_at(f"{module(PROVIDER)}:Provider")
        host = provider.open()

        event = host.call(host.fixed("dll"), "MSProviderInit", {"version": 0x10008})

        assert event.code == MAPI_E_VERSION
        assert event.results == {"provider_version": 0x00010010, "provider": None}


class TestSettings:
    """What a user says of a provider."""

    def test_configure(self, module: Any, open_at: Any) -> None:
        """Settings become facts of the provider and of its configuration."""
        provider = open_at(
            f"{module(PROVIDER)}:Provider",
            {
                "version": "1.2",
                "profile": "deferred",
                "capabilities": "submit, notifications",
                "first-store": "mine-1",
                "deadline": "2",
            },
        )

        assert provider.road == "in this process"
        assert (provider.name, provider.version) == ("mine", "1.2")
        assert provider.profiles == {"deferred"}
        assert provider.capabilities == {"submit", "notifications"}
        assert provider.configuration.first_store == b"mine-1"
        assert provider.configuration.deadline == 2.0


class TestRefusals:
    """What cannot be judged is refused in one sentence, before any case runs."""

    @pytest.mark.parametrize("address", ["module", "module:", ":name", ""])
    def test_form(self, open_at: Any, address: str) -> None:
        """An address names a module and something in it."""
        assert refusal(open_at, address) == (
            f"'py:{address}' does not say what to call; write py:package.module:name"
        )

    def test_no_module(self, open_at: Any, module: Any, tmp_path: Path) -> None:
        """A module that is not there is named, with the folder searched."""
        assert refusal(open_at, "absent_subject.deeper:make") == (
            f"no module is called 'absent_subject', neither in {tmp_path} nor among "
            "what is installed; run from the folder that holds it, or install it"
        )

    def test_module_raises(self, module: Any, open_at: Any, tmp_path: Path) -> None:
        """An exception on import is shown with its place."""
        name = module("x = 1\nraise SystemExit(3)")

        assert refusal(open_at, f"{name}:make") == (
            f"importing {name!r} raised SystemExit: 3 at {tmp_path / name}.py:2; "
            "it has to import before its provider can be judged"
        )

    def test_module_lacks_another(
        self, module: Any, open_at: Any, tmp_path: Path
    ) -> None:
        """A module that misses a module of its own is there, and raises."""
        name = module("import absent_dependency")

        assert refusal(open_at, f"{name}:make").startswith(
            f"importing {name!r} raised ModuleNotFoundError: "
            f"No module named 'absent_dependency' at {tmp_path / name}.py:1;"
        )

    def test_module_is_no_python(
        self, module: Any, open_at: Any, tmp_path: Path
    ) -> None:
        """A syntax error is shown at its line."""
        name = module("x = 1\ny = (")

        assert f" at {tmp_path / name}.py:2; it has to" in refusal(
            open_at, f"{name}:make"
        )

    def test_no_attribute(self, module: Any, open_at: Any) -> None:
        """A near miss among the public names is offered."""
        name = module("def make_provider(): ...\n_hidden = 1")

        assert refusal(open_at, f"{name}:make_provder") == (
            f"module {name!r} has no 'make_provder'; name a factory or an entry point;"
            " it has make_provider; did you mean 'make_provider'?"
        )

    def test_not_callable(self, module: Any, open_at: Any) -> None:
        """A value is not a provider."""
        name = module("make = 'a provider'")

        assert refusal(open_at, f"{name}:make") == (
            f"py:{name}:make is 'a provider', which cannot be called; {BOTH_FORMS}"
        )

    def test_neither_form(self, module: Any, open_at: Any) -> None:
        """A callable that requires another number of arguments is neither form."""
        name = module("def make(one, two=2): ...")

        assert refusal(open_at, f"{name}:make") == (
            f"py:{name}:make requires 1 arguments; {BOTH_FORMS}"
        )

    def test_no_signature(self, open_at: Any) -> None:
        """A callable that does not tell its parameters is to be wrapped."""
        assert refusal(open_at, iter) == (
            "mine does not tell its parameters; wrap it in a Python function: "
            f"{BOTH_FORMS}"
        )

    def test_factory_raises(self, module: Any, open_at: Any, tmp_path: Path) -> None:
        """A factory that raises is shown with the place."""
        name = module("def make():\n    raise ValueError('no store')")

        assert refusal(open_at, f"{name}:make") == (
            f"py:{name}:make raised ValueError: no store at {tmp_path / name}.py:2; "
            "it has to make a provider before one can be judged"
        )

    def test_factory_hangs(self, module: Any, open_at: Any) -> None:
        """A factory that does not come back is given up."""
        name = module("def make():\n    while True: pass")

        with pytest.raises(ProviderUnusable, match=r"did not return within 0\.05 s"):
            open_at(f"{name}:make", {"deadline": "0.05"})

    def test_factory_returns_nothing(self, module: Any, open_at: Any) -> None:
        """A factory that forgets its return made None."""
        name = module("def make(): pass")

        assert refusal(open_at, f"{name}:make") == (
            f"py:{name}:make made None, not a provider object; one has {METHODS}"
        )

    def test_object_of_another_kind(self, module: Any, open_at: Any) -> None:
        """An object without a single method is no provider."""
        name = module("def make(): return 5")

        assert refusal(open_at, f"{name}:make") == (
            f"py:{name}:make made 5, not a provider object; one has {METHODS}"
        )

    def test_object_lacks_methods(self, module: Any, open_at: Any) -> None:
        """What a provider object lacks is named as it is called."""
        name = module(
            """
            class Provider:
                def add_ref(self): return 1
                def release(self): return 0
                def logon(self, *arguments): return 0
            """
        )

        assert refusal(open_at, f"{name}:Provider") == (
            f"the provider object of py:{name}:Provider lacks "
            "query_interface(interface, object), shutdown(flags); "
            "add what is missing, as the table of interfaces spells it"
        )

    def test_object_that_cannot_be_asked(self, module: Any, open_at: Any) -> None:
        """An object whose attributes raise is no provider either."""
        name = module(
            """
            class Provider:
                def __getattr__(self, name): raise SystemExit
                def __repr__(self): return "Provider()"
            """
        )

        assert refusal(open_at, f"{name}:Provider") == (
            f"py:{name}:Provider made Provider(), not a provider object; "
            f"one has {METHODS}"
        )

    def test_interrupted_look(self, module: Any, open_at: Any) -> None:
        """The user may interrupt while an object is looked at."""
        name = module(
            """
            class Provider:
                def __getattr__(self, name):
                    if name == "logon": raise KeyboardInterrupt
                    return lambda *arguments: 0
            """
        )

        with pytest.raises(KeyboardInterrupt):
            open_at(f"{name}:Provider")

    def test_interrupted_import(self, module: Any, open_at: Any) -> None:
        """The user may interrupt an import."""
        name = module("raise KeyboardInterrupt")

        with pytest.raises(KeyboardInterrupt):
            open_at(f"{name}:make")

    def test_version_refused(self, module: Any, open_at: Any) -> None:
        """An entry point that refuses the configured version cannot be judged."""
        name = module("def entry(a, b, c, d, e, f, g, h, i): return 0x80040110")

        assert refusal(open_at, f"{name}:entry") == (
            f"py:{name}:entry refused SPI version 0x10010 with "
            "MAPI_E_VERSION (0x80040110); set spi-version to one that it accepts"
        )

    def test_malformed_result_is_judged(self, module: Any, open_at: Any) -> None:
        """An entry point that only forgets its result is left to the cases."""
        name = module(PROVIDER)
        open_at(f"{name}:Provider")
        provider = sys.modules[name].Provider

        def forgetful(
            a: Any, b: Any, c: Any, d: Any, e: Any, f: Any, g: Any, h: Any, i: Any
        ) -> None:
            i.value = provider()

        assert open_at(forgetful).name == "mine"
