"""The error tree of the whole application.

ZhijianError                 anything a user can act on; the message names file, place and remedy, in Chinese
├── InputError               an input cannot be taken in
│   ├── RejectedInput        it is not something we read (empty, encrypted, unsupported, a bomb): status ``rejected``
│   └── UnreadableInput      it should be readable and is not (damaged, no permission, time-out): status ``failed``
├── KnowledgeError           a YAML file of ours or of the office is wrong: file, line, remedy
├── SettingsError            a setting or an environment variable is wrong
├── DamagedProgram           the program itself does not start: it has to be installed again
└── SearchUnavailable        the search server does not answer
"""


class ZhijianError(Exception):
    """Root of all errors meant for users."""


class InputError(ZhijianError):
    """An input file, row or folder cannot be taken in. ``code`` is a stable machine word such as ``encrypted``."""

    def __init__(self, message: str, *, code: str) -> None:
        super().__init__(message)
        self.code = code

    def __reduce__(self) -> tuple[object, ...]:
        """Errors cross process borders: a keyword-only argument must survive pickling."""
        return (_rebuild, (type(self), str(self), self.code))


class RejectedInput(InputError):
    """The input is not one that can be read; a person has to replace or convert it."""


class UnreadableInput(InputError):
    """The input should be readable and was not; trying again may help."""


class KnowledgeError(ZhijianError):
    """A knowledge file (rules, writs, signals, sources) breaks its own schema."""


class SettingsError(ZhijianError):
    """A setting is missing or wrong."""


class DamagedProgram(ZhijianError):
    """A part of the program cannot be loaded; no input is to blame."""


class SearchUnavailable(ZhijianError):
    """The search server did not answer."""


def _rebuild(kind: type[InputError], message: str, code: str) -> InputError:
    return kind(message, code=code)
