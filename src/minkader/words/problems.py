# SPDX-FileCopyrightText: 2026 minkader contributors
# SPDX-License-Identifier: EUPL-1.2
"""What others say in English only, in Dutch: the YAML parser, and the system that opens files."""

from typing import Final

from minkader.words.language import current

_DUTCH: Final[dict[str, str]] = {
    # The system, of files.
    "No such file or directory": "er is geen map of bestand met deze naam",
    "Permission denied": "u hebt er geen recht toe",
    "Is a directory": "dit is een map",
    "Not a directory": "een deel van het pad is geen map",
    "File name too long": "de naam is te lang",
    "No space left on device": "de schijf is vol",
    "Read-only file system": "hier kan alleen worden gelezen",
    "embedded null byte": "er staat een leeg teken in de naam",
    "tab": "inspringen kan niet met een tab, alleen met spaties",
    # The YAML parser (libyaml: reader, scanner, parser).
    "control characters are not allowed": "er staat een stuurteken in",
    "special characters are not allowed": "er staat een stuurteken in",
    "found character that cannot start any token": "met dit teken kan niets beginnen",
    "mapping values are not allowed in this context": "hier kan geen dubbele punt staan",
    "mapping keys are not allowed in this context": "hier kan geen sleutel staan",
    "block sequence entries are not allowed in this context": "hier kan geen streepje staan",
    "could not find expected ':'": "achter de sleutel ontbreekt een dubbele punt",
    "did not find expected key": "hier hoort een sleutel",
    "did not find expected '-' indicator": "hier hoort een streepje",
    "did not find expected ',' or ']'": "hier hoort een komma of ]",
    "did not find expected ',' or '}'": "hier hoort een komma of }",
    "did not find expected node content": "hier hoort een waarde",
    "did not find expected <document start>": "hier begint iets dat er niet bij hoort",
    "did not find expected comment or line break": "hier hoort het einde van de regel",
    "did not find expected whitespace or line break": "hier hoort een spatie",
    "did not find expected alphabetic or numeric character": "hier hoort een letter of cijfer",
    "found unexpected end of stream": "het bestand houdt te vroeg op",
    "found unexpected document indicator": "hier staat --- of ... in een tekst",
    "found unknown escape character": "achter \\ staat een teken dat daar niet kan",
    "found unexpected ':'": "hier kan geen dubbele punt staan",
    "found a tab character that violates indentation": "inspringen kan niet met een tab",
    "found a tab character where an indentation space is expected": (
        "inspringen kan niet met een tab"
    ),
    "found undefined tag handle": "dit merk met ! is niet bekend",
    "found incompatible YAML document": "deze versie van YAML is niet bekend",
}


_ENGLISH: Final = {"tab": "indent with spaces, a tab cannot stand here"}
"""What we say ourselves, and not the parser."""


def problem(said: str) -> str:
    """Say a problem in the current language; what has no Dutch stays English, marked (en)."""
    if current() == "en":
        return _ENGLISH.get(said, said)
    return _DUTCH.get(said, f"{said} (en)")
