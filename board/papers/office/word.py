"""Word documents: filled from a template that a ward edits, and put one after another."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, datetime, time
from functools import cache

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.oxml.ns import nsmap, qn
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from board.text import letter_papers
from config_file import PROJECT, data_folder

TEMPLATES = PROJECT / "board" / "papers" / "templates"
# How the libraries say that a file is broken or of another kind.
NO_WORD_FILE = (PackageNotFoundError, zipfile.BadZipFile, XMLSyntaxError, KeyError, ValueError)
RELATION = f"{{{nsmap['r']}}}"


class _House(SandboxedEnvironment):
    """What templates may do; it translates each text of theirs once, however often it is filled."""

    def __init__(self):
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self._known: dict = {}

    def from_string(self, source, globals=None, template_class=None):
        """The template of a text."""
        if source not in self._known:
            self._known[source] = super().from_string(source, globals, template_class)
        return self._known[source]


class _Opened(DocxTemplate):
    """A template that is read once and rendered on a copy each time, which shares its styles."""

    def __init__(self, content: bytes):
        super().__init__(io.BytesIO(content))
        self.patch_xml = cache(super().patch_xml)
        self._pristine = docx.Document(io.BytesIO(content))

    def init_docx(self, reload: bool = True) -> None:
        """Gives the rendering a document of its own."""
        styles = self._pristine.styles.element
        self.docx = deepcopy(self._pristine, {id(styles): styles})


class Template:
    """A template that was read and names only fields that it may."""

    def __init__(self, name: str, content: bytes, may_name: Sequence[str]):
        """Raises ValueError, in Vietnamese, where it is broken or names another field."""
        self.name = name
        self._house = _House()
        with _in_one_sentence(name):
            self._opened = _Opened(content)
            named = self._opened.get_undeclared_template_variables(self._house)
        if unknown := named - set(may_name):
            raise ValueError(letter_papers.template_names_unknown(name, unknown, may_name))

    def filled(self, fields: Mapping[str, object]) -> Document:
        """A document of it; what a field holds is text, or rows of texts for a table, whatever it
        looks like. Raises ValueError,
        in Vietnamese, where the template asks more of a field than its text."""
        with _in_one_sentence(self.name):
            self._opened.render({**fields}, self._house)
        assert self._opened.docx
        return self._opened.docx


def template(name: str, may_name: Sequence[str]) -> Template:
    """A template by its name: the ward's own in data/reference/templates, else the one that came
    with the product.

    Raises ValueError, in Vietnamese, where there is none, where it is broken, and with the name of
    a field that it may not use.
    """
    own = data_folder() / "reference" / "templates" / f"{name}.docx"
    path = own if own.exists() else TEMPLATES / f"{name}.docx"
    if not path.exists():
        raise ValueError(letter_papers.template_lost(name))
    with _in_one_sentence(name):
        content = path.read_bytes()
    return Template(name, content, may_name)


@contextmanager
def _in_one_sentence(name: str) -> Iterator[None]:
    """Says in Vietnamese why a template cannot be read or filled."""
    try:
        yield
    except UndefinedError as error:
        missing = re.search(r"'(\w+)'(?: is undefined)?$", message := error.message or "")
        field = missing[1] if missing else message
        raise ValueError(letter_papers.template_row_unknown(name, field)) from error
    except TemplateSyntaxError as error:
        raise ValueError(
            letter_papers.template_unreadable(name, letter_papers.BAD_TAG, error.message or "")
        ) from error
    except (*NO_WORD_FILE, OSError) as error:
        raise ValueError(
            letter_papers.template_unreadable(name, letter_papers.NO_WORD_FILE)
        ) from error
    except Exception as error:  # a ward's template is a program: it may fail in any way
        raise ValueError(
            letter_papers.template_unreadable(name, letter_papers.BAD_SUM, str(error))
        ) from error


def dated(book: Document, title: str, day: date) -> None:
    """Sets what a document is, and of which day, as its properties: not who made it, nor when."""
    properties = book.core_properties
    properties.title, properties.language, properties.revision = title, "vi-VN", 1
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.keywords = ""
    properties.created = properties.modified = datetime.combine(day, time())


def append(book: Document, more: Document, number: int) -> None:
    """Moves what a document says behind another one, on a new page of its own margins, header and
    footer.

    Its pictures and links come along, and styles that the first has not; `number` tells its parts
    from those of the others. Automatic numbering does not come along.
    """
    _end_section(book)
    known = _styles(book)
    for name, style in _styles(more).items():
        if name not in known:
            book.styles.element.append(deepcopy(style))
    body = book.element.body
    for element in [*more.element.body]:
        for node in element.xpath("descendant-or-self::*[@r:*]"):
            for key in [key for key in node.attrib if key.startswith(RELATION)]:
                node.set(key, _related(book, more.part.rels[node.get(key)], number))
        body.append(element)
    body[-1].start_type = WD_SECTION.NEW_PAGE


def _styles(book: Document) -> dict:
    """The styles of a document by their ids."""
    style, name = qn("w:style"), qn("w:styleId")
    return {element.get(name): element for element in book.styles.element.iterchildren(style)}


def _end_section(book: Document) -> None:
    """The section that ends a document becomes that of its last paragraph."""
    body = book.element.body
    section = body[-1]  # looked for and counted from its beginning every letter would cost more
    last = section.getprevious()
    body.remove(section)
    if last is None or last.tag != qn("w:p") or last.xpath("./w:pPr/w:sectPr"):
        last = body.add_p()
    last.set_sectPr(section)


def _related(book: Document, relation, number: int) -> str:
    """The name in a document of what another document's relation leads to."""
    if relation.is_external:
        return book.part.relate_to(relation.target_ref, relation.reltype, is_external=True)
    _rename(relation.target_part, number)
    return book.part.relate_to(relation.target_part, relation.reltype)


def _rename(part, number: int) -> None:
    """Names a part, and what it leads to, so that no other document's has the same name."""
    name = part.partname
    part.partname = PackURI(f"{name.baseURI}/{number}_{name.filename}")
    for relation in part.rels.values():
        if not relation.is_external:
            _rename(relation.target_part, number)
