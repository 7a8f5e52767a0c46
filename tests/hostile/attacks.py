"""What a hostile description is made of: text that ends where it stands and begins to act."""

from __future__ import annotations

from random import Random

MARKER = "specloom_was_here"
"""The name of a module that exists once any text has run."""

RUN = f"__import__('sys').modules.__setitem__('{MARKER}',1)"

CODE = [
    f'"""\n{RUN}\n"""',
    f"'''\n{RUN}\n'''",
    f'"\n{RUN}\n"',
    f'")\n{RUN}\n("',
    f'"]\n{RUN} #',
    f'\\"\n{RUN}\n#',
    f'\\\\"""\n{RUN}\n#',
    f'" + str({RUN}) + "',
    f"{{{RUN}}}",
    f"{{{{ {RUN} }}}}",
    f"{{% set x = {RUN} %}}",
    "{{ cycler.__init__.__globals__.os }}",
    "{% raw %}",
    "{% endraw %}{% endblock %}",
    "{# ",
    " #}",
    f"#\r{RUN}",
    f"#\n{RUN}",
    f"x\v{RUN}",
    f"x\f{RUN}",
    f"x\x85{RUN}",
    f"x\u2028{RUN}",
    f"x\u2029{RUN}",
    f"x\x1c{RUN}",
    f"x\r\n{RUN}\r\n",
    f"${{{RUN}}}",
    f"`{RUN}`",
    f"lambda: {RUN}",
    f"@{RUN}\nclass X: ...",
    "$(touch /tmp/specloom_was_here)",
    "\\N{QUOTATION MARK}",
    "\\u0022",
    "\\x22\\x22\\x22",
    "%(x)s",
    "%n%s",
    "{0.__class__}",
]
SIGNS = [
    '"', '""', '"""', '""""', "'", "'''", "\\", "\\\\", "\\\\\\", "`", "```", "\n", "\r", "\t", " ", "",
    "\x00", "\x01", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad", "\u200b", "\u200d", "\u200e", "\u202e",
    "\u2066", "\u2069", "\u2028", "\ufeff", "\ufffd", "\uffff", "\U000e0041", "\U0010ffff", "é", "ß", "İ",
    "ﬁ", "𝔞", "中", "٣", "²", "½", "ª", "#", "//", "/*", "*/", "<!--", "-->", ";", ":", "&", "|", "%",
    "$", "@", "~", "~1", "~0", "/", "..", "{", "}", "{}", "[", "]", "(", ")", "<", ">", "=", "?", "!", "^", "*", "+", "-", ",",
]  # fmt: skip
NAMES = [
    "class", "def", "None", "self", "cls", "import", "lambda", "async", "__init__", "__class__", "__import__",
    "__builtins__", "__getattr__", "__slots__", "__dict__", "__post_init__", "__struct_fields__", "eval", "exec",
    "os", "sys", "open", "print", "type", "object", "str", "int", "list", "dict", "property", "datetime", "t", "dt",
    "_core", "models", "inputs", "errors", "client", "Client", "raw", "close", "body", "params", "con", "nul", "COM1",
    "a" * 300, "1", "0x", "_", "__", "-", ".", "..", "name", "value", "mro", "Model", "Any", "constructor", "toString",
    "a/b", "a\\b", "../../x", "C:\\x", "a.b", "a b", "A", "a",
]  # fmt: skip
MARKUP = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<iframe>", "<!--",
    "[x](javascript:alert(1))", "[x]: javascript:alert(1)", "[x]", "](", "]:", "![x](data:text/html,x)",
    "```\n", "\n```\n", "~~~\n", "\n    ```\n", "- ", "\n> ", "\n# ", "\n===\n", "\n---\n", "| a |\n|---|\n",
    "&lt;script&gt;", "&#x3c;script>", "</td></table>", "\n\n", "\n- a\n  ```\n", "{@html x}",
]  # fmt: skip
PATTERNS = [
    "^(a+)+$", "(?P<a>", "\\p{L}+", "[\\w-]+\\Z", "(?<n>x)\\k<n>", "\\", "[", "a{1,99999}", "\n", '"', '"""',
    "^\\/\\d+$", "\\u{1F600}", "(?i)x", "$^", "'", "\x00",
]  # fmt: skip
TOML = ['"', '"""', "'''", "\n[tool.x]\n", "\n[build-system]\nrequires = ['evil']\n", "\\", "\\u0022", "#", "]", "}", "\x00", "\x7f"]  # fmt: skip
HEADERS = [
    "X-A",
    "x-a",
    "a\r\nX-Evil: 1",
    "a b",
    "é",
    "",
    ":",
    '"',
    "a\x00",
    "Authorization",
    "Content-Length",
]
MEDIA = [
    "application/json", "text/plain", 'application/json; a="b\\"', "a/b\r\nX: 1", "*/*", "x", "",
    "application/vnd.x+json", "multipart/form-data", "application/x-www-form-urlencoded", '"""', "text/event-stream",
]  # fmt: skip
URLS = ["javascript:alert(1)", "//evil.example", "https://{h}/{p}", "/", "", "https://a.example/\r\nX", "file:///etc", "https://u:p@h", "\\\\h\\s"]  # fmt: skip


class Words:
    """Draws hostile text; the same seed draws the same."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def any(self, *more: list[str]) -> str:
        """Return one to four pieces in a row, of those for code, signs, names and `more`."""
        pieces = [CODE, SIGNS, SIGNS, NAMES, *more]
        count = self._random.choice((1, 1, 2, 3, 4))
        return "".join(self._random.choice(self._random.choice(pieces)) for _ in range(count))

    def one(self, pieces: list[str]) -> str:
        """Return one of `pieces`, or any text."""
        return self._random.choice(pieces) if self._random.random() < 0.7 else self.any(pieces)
