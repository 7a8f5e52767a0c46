"""`--only` gives a smaller SDK that stands by itself and is called the same as in the whole."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import SHOP, Shell

_PARTS = [
    ("tag=Orders",),
    ("operation=*Order",),
    ("path=/goods/*",),
    ("operation=GET /health",),
    ("tag=Goods", "path=/health"),
    ("path=*",),
]
_HOOKS = """\
webhooks:
  orderPaid: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}}}}
  goodSold: {post: {requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/Good"}}}}}}
components:
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The SDK of everything."""
    shell = Shell(tmp_path_factory.mktemp("whole"))
    shell.write("openapi.yaml", SHOP.replace("components:\n", _HOOKS))
    assert shell("generate", "openapi.yaml", "--out", "out").code == 0
    return shell.folder / "out/python"


def _part(shell: Shell, *selectors: str) -> Path:
    shell.write("openapi.yaml", SHOP.replace("components:\n", _HOOKS))
    chosen = [text for selector in selectors for text in ("--only", selector)]
    ran = shell("generate", "openapi.yaml", "--out", "out", *chosen)
    assert ran.code == 0, ran.err
    return shell.folder / "out/python"


def _classes(package: Path) -> dict[str, str]:
    """Return the source of every model by its module and name."""
    return {
        f"{path.name}:{node.name}": ast.unparse(node)
        for path in (package / "src/shop/models").glob("*.py")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.ClassDef)
    }


def _names(package: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = json.loads((package / "names.lock").read_text())["names"]
    return found


@pytest.mark.parametrize("selectors", _PARTS, ids=" ".join)
def test_a_part_is_called_the_same_as_in_the_whole(
    shell: Shell, whole: Path, selectors: tuple[str, ...]
) -> None:
    part = _part(shell, *selectors)
    everything = _names(whole)
    for scope, names in _names(part).items():
        assert names.items() <= everything[scope].items()
    assert _classes(part).items() <= _classes(whole).items()


def test_nothing_is_there_that_is_not_needed(shell: Shell) -> None:
    part = _part(shell, "operation=getOrder")
    names = {name.partition(":")[2] for name in _classes(part)}
    assert {"Color", "Good", "Order"} <= names
    assert not {"Health", "OrderList", "SearchGoodsRequest"} & names
    text = "".join(path.read_text() for path in (part / "src/shop").glob("*/*.py"))
    assert "searchGoods" not in text
    assert "OrderList" not in text
    assert not (part / "src/shop/resources/goods.py").exists()
    assert not (part / "src/shop/webhooks.py").exists()
    described = json.loads((part / "src/shop/testing/_description.json").read_text())
    assert [each["key"] for each in described["operations"]] == ["getOrder"]


def test_a_part_stands_by_itself(shell: Shell) -> None:
    part = _part(shell, "operation=createOrder", "operation=orderPaid")
    program = (
        "import pkgutil, importlib, shop\n"
        "for each in pkgutil.walk_packages(shop.__path__, 'shop.'):\n"
        "    if not each.name.startswith('shop._core'): importlib.import_module(each.name)\n"
        "client = shop.Shop()\n"
        "print(sorted(name for name in dir(client.orders) if 'create' in name))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(part / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.strip() == "['create']", ran.stderr


def test_secrets_go_with_the_operations_that_need_them(shell: Shell) -> None:
    two = SHOP.replace(
        "securitySchemes: {", "securitySchemes: {admin: {type: http, scheme: basic}, "
    ).replace("operationId: createOrder", "operationId: createOrder\n      security: [{admin: []}]")
    shell.write("openapi.yaml", two)
    assert shell("generate", "openapi.yaml", "--out", "o", "--only", "operation=getOrder").code == 0
    client = shell.read("o/python/src/shop/client.py")
    assert "bearer" in client
    assert "admin" not in client


def test_the_ledger_knows_why_the_rest_is_missing(shell: Shell) -> None:
    _part(shell, "path=*")
    ran = shell("coverage", "openapi.yaml", "--only", "tag=Orders", "--json", "--fail-under", "100")
    assert ran.code == 0
    told = json.loads(ran.out)
    left = {each["name"] for each in told["exceptions"] if each["reason"] == "it is not selected"}
    assert {"POST /goods/search", "GET /health"} <= left
    assert "operation searchGoods:" not in shell("ir", "openapi.yaml", "--only", "tag=Orders").out


def test_sdk_yaml_can_say_it_once_for_all(shell: Shell) -> None:
    part = _part(shell, "tag=Orders")
    shell.write("sdk.yaml", "specloom: 1\nonly: [tag=Orders]\noutput: out\n")
    assert shell("check").code == 0
    assert (part / "names.lock").exists()
    shell.write("sdk.yaml", "specloom: 1\nonly: [tag=Goods]\noutput: out\n")
    assert shell("check").code == 1


@pytest.mark.parametrize(
    ("selector", "said"),
    [
        ("tag=Ordres", "Did you mean 'Orders'?"),
        ("operation=getOrdr", "Did you mean 'getOrder'?"),
        ("path=/nowhere/*", "nothing in the description matches 'path=/nowhere/*'"),
        ("colour=red", "Write tag=NAME, operation=NAME or path=/PATH"),
        ("tag=", "Write tag=NAME"),
    ],
)
def test_a_selector_without_a_match_is_an_error(shell: Shell, selector: str, said: str) -> None:
    ran = shell("generate", "openapi.yaml", "--out", "o", "--only", "tag=Goods", "--only", selector)
    assert ran.code == 3
    assert said in ran.err
    assert shell.files() == ["openapi.yaml"]
    shell.write("sdk.yaml", f"specloom: 1\nonly:\n  - {selector}\n")
    assert "sdk.yaml:3:5: error:" in shell("ir").err


def test_the_readme_wears_the_share_of_the_description_that_is_kept(shell: Shell) -> None:
    shell("generate", "openapi.yaml", "--out", "o")
    assert "![100 % of the API's description](" in shell.read("o/python/README.md")
    shell.write("openapi.yaml", SHOP.replace("{type: http, scheme: bearer}", "{type: htpt}"))
    share = json.loads(shell("coverage", "openapi.yaml", "--json").out)["percent"]
    assert share < 100
    assert shell("coverage", "openapi.yaml", "--fail-under", "100").code == 1
    assert shell("coverage", "openapi.yaml", "--fail-under", "50").code == 0
    shell("generate", "openapi.yaml", "--out", "o")
    readme = shell.read("o/python/README.md")
    assert f"![{share:g} % of the API's description](" in readme
    assert f"{share:g}%25-" in readme
    assert "brightgreen" not in readme
