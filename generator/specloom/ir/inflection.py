"""One and many, as English writes them."""

from __future__ import annotations

from functools import lru_cache

# Words of both kinds end in "ies", "ches", "uses", "ases", "oes", "us", "is": rules decide for the
# many, these lists for the few. A wrong guess costs a less pretty name, never a wrong request.
_IRREGULAR = {
    "analyses": "analysis",
    "axes": "axis",
    "caches": "cache",
    "children": "child",
    "cookies": "cookie",
    "crises": "crisis",
    "criteria": "criterion",
    "diagnoses": "diagnosis",
    "feet": "foot",
    "geese": "goose",
    "halves": "half",
    "hypotheses": "hypothesis",
    "indices": "index",
    "indexes": "index",
    "knives": "knife",
    "leaves": "leaf",
    "lives": "life",
    "matrices": "matrix",
    "men": "man",
    "mice": "mouse",
    "movies": "movie",
    "people": "person",
    "phenomena": "phenomenon",
    "quizzes": "quiz",
    "shelves": "shelf",
    "teeth": "tooth",
    "ties": "tie",
    "vertices": "vertex",
    "wolves": "wolf",
    "women": "woman",
    "zombies": "zombie",
}
_PLURALS = {one: many for many, one in _IRREGULAR.items()}


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNCOUNTABLE = _listed("""
    advice analytics aws chaos content cors css data deer dns equipment fish gps graphics
    has https info ios is its kubernetes media metadata news os redis rss series settings sheep sls
    sms species sso statistics stats this tls windows
""")
_ONE_THOUGH_IN_S = _listed("""
    alias always as atlas bias canvas christmas does gas iris lens minus nexus pancreas plus yes yaas
""")
_MANY_THOUGH_IN_US = _listed("cpus ecus emus gpus gurus menus mtus skus tofus vcpus")
_STEM_IN_S = _listed("""
    alias atlas bias bonus bus campus canvas census chorus circus corpus focus gas lens nexus plus
    radius status surplus virus
""")
_STEM_IN_O = _listed("domino echo embargo hero mosquito potato tomato torpedo veto")


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """Return the singular of an English `word` in lower case; any other word comes back unchanged."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if _is_one_in_s(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    stem = word[:-2]
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return stem
    if word.endswith("es") and (stem in _STEM_IN_S or stem in _STEM_IN_O):
        return stem
    return word[:-1]


def _is_one_in_s(word: str) -> bool:
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "sis", "ous")):
        return True
    if word.endswith("us"):
        return word not in _MANY_THOUGH_IN_US
    return word in _UNCOUNTABLE or word in _ONE_THOUGH_IN_S


@lru_cache(maxsize=4096)
def plural(word: str) -> str:
    """Return the plural of an English `word` in lower case; a plural comes back unchanged."""
    if word in _PLURALS:
        return _PLURALS[word]
    if word in _UNCOUNTABLE or is_plural(word):
        return word
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in _STEM_IN_O:
        return f"{word}es"
    return f"{word}s"


def is_plural(word: str) -> bool:
    """Whether `word` speaks of many."""
    return singular(word) != word
