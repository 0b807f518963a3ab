"""What can go wrong before a verdict, as one tree.

::

    ConformanceError              everything this suite raises on purpose
    ├── UsageFault                what a user typed or configured
    │   ├── UnknownProvider       no such provider, road or flaw
    │   ├── UnknownSetting        a key or a value that no setting takes
    │   ├── ProviderUnusable      it was found, and cannot be started
    │   ├── UnknownCase           ``explain`` was asked for something else
    │   ├── UnknownEdition        no edition has this name, or it is not as it was
    │   ├── NothingSelected       a selection that leaves no case
    │   ├── KeyUnusable           a key cannot be read, or is of another kind
    │   ├── ExtraMissing          a feature needs packages that are not installed
    │   ├── FileUnwritable        a report cannot be put where it was asked for
    │   └── FileUnreadable        what was given is no report of this version
    └── PluginFault               a plug-in broke the contract of its hook

    ScenarioErrors                every problem of the scenario files together:
    └── ScenarioError             one of them, with its place

A deviation of a provider is never an exception here; it is a value
(:mod:`mapi_conformance.judge`).
"""


class ConformanceError(Exception):
    """Everything this suite raises on purpose, but problems of scenario files."""


class UsageFault(ConformanceError):
    """What a user typed or configured cannot be done; the message says why."""


class UnknownProvider(UsageFault):
    """No provider, road or flaw has this name."""


class UnknownSetting(UsageFault):
    """A setting has another name, or takes other values."""


class ProviderUnusable(UsageFault):
    """The provider was found and cannot be started."""


class UnknownCase(UsageFault):
    """No case and no clause has this id."""


class UnknownEdition(UsageFault):
    """No edition has this name, or its file is not as it was frozen."""


class NothingSelected(UsageFault):
    """The selection leaves no case."""


class KeyUnusable(UsageFault):
    """A key cannot be read, or nothing can be signed or verified with it."""


class ExtraMissing(UsageFault):
    """A feature needs packages that are not installed; the message says which."""


class FileUnwritable(UsageFault):
    """A report cannot be written where it was asked for."""


class FileUnreadable(UsageFault):
    """A file is not there, is no report, or is one of another version."""


class PluginFault(ConformanceError):
    """A plug-in broke the contract of one of our hooks."""


class ScenarioError(Exception):
    """One problem of a scenario file: ``path:line:column: what was found``."""


class ScenarioErrors(ExceptionGroup[ScenarioError]):
    """Every problem of the files that were read, together."""

    def __str__(self) -> str:
        """Give one problem a line."""
        return "\n".join(str(problem) for problem in self.exceptions)

    def derive(self, excs: list[ScenarioError]) -> "ScenarioErrors":  # type: ignore[override]  # narrowed on purpose
        """Keep the type when the group is split."""
        return ScenarioErrors(self.message, excs)
