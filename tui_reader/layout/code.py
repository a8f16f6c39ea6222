"""A light colouring of code: keywords, strings and comments of the common families of languages, one line at a time.

It never fails and never changes the text; a language it does not know stays plain.
"""

from __future__ import annotations

import re

from tui_reader.layout.runs import Line, Run
from tui_reader.models import Style

_FAMILIES = {
    "hash": "python py sh bash zsh shell console ruby rb perl pl yaml yml toml make makefile dockerfile r nix elixir",
    "slash": "javascript js jsx typescript ts tsx java c cpp c++ h go rust rs swift kotlin php scala dart cs zig",
    "dash": "sql lua haskell hs ada elm",
}
_KEYWORDS = {
    "hash": "and as assert async await break case class continue def del do done elif else end esac except export fi "
    "finally for from function global if import in is lambda local not or pass raise return then try until while "
    "with yield True False None nil",
    "slash": "as async await break case catch class const continue default defer do else enum export extends final fn "
    "for from func function go if impl import in interface let match mut new null package pub private public return "
    "static struct super switch this throw try type use var void while yield true false",
    "dash": "and as by case create delete do else elseif end false for from function group having if in insert into "
    "join left let limit local nil not null on or order repeat return select set table then true union until update "
    "values where while with",
}
_COMMENTS = {"hash": r"(?:^|(?<=\s))#.*", "slash": r"//.*|/\*.*?(?:\*/|$)", "dash": r"--.*"}
_FAMILY_OF = {language: family for family, names in _FAMILIES.items() for language in names.split()}
_TOKENS = {
    family: re.compile(
        rf"(?P<comment>{comment})"
        r"|(?P<string>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`[^`]*`)"
        rf"|(?P<keyword>\b(?:{'|'.join(_KEYWORDS[family].split())})\b)",
        re.IGNORECASE if family == "dash" else 0,
    )
    for family, comment in _COMMENTS.items()
}
_ITALIC = frozenset({Style.ITALIC})


def colour(text: str, language: str | None) -> Line:
    """One line of code as runs of the roles code, keyword, string and comment; together they are the text."""
    family = _FAMILY_OF.get((language or "").lower())
    if family is None or len(text) > 400:
        return (Run(text, "code"),) if text else ()
    runs: list[Run] = []
    end = 0
    for token in _TOKENS[family].finditer(text):
        if token.start() > end:
            runs.append(Run(text[end : token.start()], "code"))
        role = token.lastgroup or "code"
        runs.append(Run(token.group(), role, _ITALIC if role == "comment" else frozenset()))
        end = token.end()
    if end < len(text):
        runs.append(Run(text[end:], "code"))
    return tuple(runs)
