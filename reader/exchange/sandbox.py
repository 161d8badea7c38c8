"""Jinja for templates that may be anybody's: no way out to Python, and an end to what they can do.

On top of Jinja's own sandbox nothing can be called but macros, ``range`` and ``namespace``, and only filters
that are listed here. Each turn of a loop, each call and each character made is paid for from an allowance,
so that a template comes to an end, in time and in space, whatever it says. What it prints is escaped for its
language unless a filter or a macro made it.

A list that a template makes holds texts, numbers and what the template was given, but no lists: else lists
of themselves could be made that take for ever to compare or print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from typing import Any, cast

from jinja2 import StrictUndefined, Template, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from reader.exchange.languages import Language

FILTERS = (
    *("abs", "count", "d", "default", "first", "float", "int", "last", "length", "list", "map", "max", "min"),
    *("reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"),
)
"""The filters of Jinja that templates have: those whose result is no longer than what they are given."""
TEXT_FILTERS = ("lower", "title", "trim", "truncate", "upper", "wordcount")
"""Those that are for texts."""

_STEP = 10
"""What a turn of a loop or a filter costs, in characters."""
_CALL = 50
"""What a call of a macro costs."""
_LARGEST = 1 << 63


class SpentError(Exception):
    """A template that did more than it may."""


class Raw(str):
    """A text that is written in the template's language already."""

    __slots__ = ()


class Sandbox(SandboxedEnvironment):
    """What a template runs in; for one run.

    Args:
        language: Of what is written.
        filters: Those that it has besides `FILTERS`.
        allowance: How much it may do, in characters; a turn of a loop counts as ten, a call as fifty.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self, language: Language, filters: Mapping[str, Callable[..., Any]], *, allowance: int
    ) -> None:
        super().__init__(
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            undefined=StrictUndefined,
            finalize=self._printed,
            cache_size=0,
        )
        self._left = allowance
        self._language = language
        usual = {name: self.filters[name] for name in FILTERS + TEXT_FILTERS}
        self.filters = {name: self._paid(name, each) for name, each in {**usual, **filters}.items()}
        self.filters |= {
            "join": self._join,
            "replace": self._replace,
            "_concat": pass_context(lambda _, parts: self._join(parts)),
            "_counted": pass_context(lambda _, values: self._counted(values)),
            "_flat": pass_context(lambda _, values: _flat(values)),
            "_raw": pass_context(lambda _, text: self._measured(Raw(text))),
            "_written": self._written,
        }
        self.globals = {"range": safe_range, "namespace": Namespace}

    def made(self, source: str, file: str) -> Template:
        """Return a template of a source.

        Raises:
            jinja2.TemplateError: when it is none.
        """
        tree = _Metered().visit(self.parse(source, None, file))
        return Template.from_code(self, self.compile(tree, None, file), self.globals, None)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow what is data, and what loops have."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        return isinstance(obj, dict | LoopContext | Namespace) and (
            not callable(value) or isinstance(obj, LoopContext)
        )

    def is_safe_callable(self, obj: Any) -> bool:
        """Allow macros, ``range``, ``namespace``, and what loops have."""
        if isinstance(obj, Macro) or obj in (safe_range, Namespace):
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)

    def wrap_str_format(self, value: Any) -> None:
        """Leave ``str.format`` to `is_safe_attribute`, which turns it down."""

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Take a part of something, which is paid for."""
        found = super().getitem(obj, argument)
        return self._measured(found) if isinstance(argument, slice) else found

    def call(self, context: Context, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call something, which is paid for; what a macro makes is not escaped again."""
        self._pay(_CALL)
        if isinstance(obj, Macro) and (obj.catch_varargs or obj.catch_kwargs):
            _flat((*args, *kwargs.values()))
        result = super().call(context, obj, *args, **kwargs)
        return Raw(result) if isinstance(obj, Macro) else result

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Work out what could grow without bounds, unless it would."""
        are_numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "+" and not are_numbers:
            self._pay(sum(len(each) for each in (left, right) if hasattr(each, "__len__")))
        elif operator == "**" or (operator in "*%" and not are_numbers):
            raise SecurityError(f"{operator} is for numbers, and ** for none")
        result = super().call_binop(context, operator, left, right)
        if operator == "*" and not -_LARGEST < result < _LARGEST:
            raise SecurityError("a number is too large")
        return result

    def _pay(self, price: int) -> None:
        self._left -= price
        if self._left < 0:
            raise SpentError

    def _measured(self, value: Any) -> Any:
        """Return a value that is paid for by its length, or by what is taken out of it."""
        if isinstance(value, Iterator):
            return self._counted(value)
        self._pay(_STEP + (len(value) if hasattr(value, "__len__") else 0))
        return _flat(value) if isinstance(value, list) else value

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for value in values:
            self._pay(_STEP)
            yield value

    def _paid(self, name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(filter_)
        def call(*args: Any, **kwargs: Any) -> Any:
            if name in TEXT_FILTERS:
                _text(args[args[0] is self])
            return self._measured(filter_(*args, **kwargs))

        return call

    @pass_context
    def _written(self, _: Context, length: int) -> str:
        """Pay for so many characters of the template itself."""
        self._pay(length)
        return Raw()

    @pass_context
    def _printed(self, _: Context, value: Any) -> str:
        """Return what is printed of a value: as it is where a filter made it, else escaped."""
        return str(self._measured(self._escaped(value)))

    def _escaped(self, value: Any) -> str:
        if isinstance(value, Raw):
            return value
        return self._language.line(_text(value))

    def _join(self, values: Iterable[Any], between: str = "") -> str:
        """Join texts; where one of them is written in the language already, the others are made so."""
        parts = list(self._counted(values))
        if any(isinstance(part, Raw) for part in parts):
            return Raw(self._glued(between, list(map(self._escaped, parts))))
        return self._glued(between, list(map(_text, parts)))

    def _glued(self, between: str, parts: list[str]) -> str:
        self._pay(len(between) * len(parts) + sum(map(len, parts)))
        return between.join(parts)

    def _replace(self, text: str, old: str, new: str) -> str:
        self._pay(len(text) + text.count(old) * len(new))
        return text.replace(old, new)


class _Metered(NodeTransformer):
    """Puts into a template's tree what is paid for at run time."""

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.iter = _filter(cast("nodes.Expr", node.iter), "_counted", node.lineno)
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        written = sum(len(each.data) for each in node.nodes if isinstance(each, nodes.TemplateData))
        node.nodes.append(_filter(nodes.Const(written), "_written", node.lineno))
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "_flat", node.lineno)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "_flat", node.lineno) if node.ctx == "load" else node

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(node, "_flat", node.lineno)

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes), "_concat", node.lineno)

    def visit_AssignBlock(self, node: nodes.AssignBlock) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        node.filter = _filter(node.filter, "_raw", node.lineno)
        return node


def _text(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str | int | float | Undefined):
        raise SecurityError("a list or a mapping is no text; join it, or print a part of it")
    return str(value)


def _flat(values: Any) -> Any:
    """Return a list or a mapping that holds no lists."""
    inner = values.values() if isinstance(values, dict) else values
    denied = list | tuple | dict | Iterator if isinstance(values, dict) else list | tuple | Iterator
    if any(isinstance(each, denied) for each in inner):
        raise SecurityError("a list or a mapping made in a template can hold no lists")
    return values


def _filter(value: nodes.Expr | None, name: str, line: int) -> nodes.Filter:
    made = nodes.Filter(value, name, [], [], None, None)
    made.set_lineno(line)
    return made
