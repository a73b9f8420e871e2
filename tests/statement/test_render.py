"""The page of a statement: what can be linked, in both languages, and nothing that runs or loads by itself."""

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellkept.statement.html import html_of, tokens_of
from wellkept.statement.listing import listing, show
from wellkept.statement.load import in_force
from wellkept.statement.render import render

FIXTURES = Path(__file__).parent / "fixtures"
NAME = "harbor/2026-03"
WHOLE = in_force(NAME, FIXTURES)


def rendered(tmp_path, markdown, settings=""):
    """A page of the fixture statement with another text and more settings."""
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "plans" / NAME / "en.md").write_text(markdown)
    with (tmp_path / "plans/harbor/plan.toml").open("a") as plan:
        plan.write(settings)
    return render(in_force(NAME, tmp_path), "en")


class Seen(HTMLParser):
    """Tags, attributes and ids of a page, and whether its tags close in order."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.open, self.balanced = [], [], [], True
        self.feed(html)
        self.balanced = self.balanced and not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in ("br", "hr"):
            self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag

    @property
    def ids(self):
        return [value for _, name, value in self.attributes if name == "id"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_clause_that_the_text_says_can_be_linked(language):
    page = render(WHOLE, language)
    seen = Seen(page.html)
    assert seen.balanced
    assert len(seen.ids) == len(set(seen.ids))
    assert page.anchors == {clause: f"clause-{clause}" for clause in ("messaging-vendors", "logs-kept", "session")}
    assert set(page.anchors.values()) <= set(seen.ids)


def test_the_contents_rail_has_each_heading_with_its_id():
    page = render(WHOLE, "es")
    assert [(heading.text, heading.level) for heading in page.headings] == [
        ("Privacidad", 1),
        ("6. Correo y texto", 2),
        ("Contactos", 2),
    ]
    assert {heading.id for heading in page.headings} <= set(Seen(page.html).ids)


@pytest.mark.promise("S8")
def test_the_page_is_in_the_language_asked_for_where_the_text_is():
    assert (render(WHOLE, "es").language, render(WHOLE, "es").title) == ("es", "Declaración de privacidad")
    older = in_force("harbor/2025-01", FIXTURES)
    assert (render(older, "es").language, render(older, "es").title) == ("en", "Privacy")


def test_a_notice_is_a_page_too():
    page = render(WHOLE, "es", WHOLE.notices[0])
    assert page.title == "Aviso de prácticas"
    assert "Usamos reclamaciones para pago de la atención." in page.html


def test_items_of_one_list_stay_one_list_and_keep_their_anchors():
    html = render(WHOLE, "en").html
    assert html.count("<ul>") == 1
    assert '<li id="clause-logs-kept">' in html
    assert '<li id="clause-session">' in html


def test_several_clauses_of_one_passage_can_each_be_linked(tmp_path):
    page = rendered(tmp_path, "## One {#session}\n\nwords {#messaging-vendors #logs-kept #session}\n")
    assert '<span id="clause-session"></span>' in page.html
    assert '<p id="clause-messaging-vendors"><span id="clause-logs-kept"></span>words</p>' in page.html


def test_headings_of_the_same_words_get_ids_of_their_own(tmp_path):
    page = rendered(tmp_path, "# Once\n\n# Once\n\n# ¿?\n\n# clause session\n\nx {#session}")
    assert [heading.id for heading in page.headings] == ["once", "once-2", "section", "part-clause-session-2"]


def test_links_that_leave_are_marked_for_the_eye_and_in_words(tmp_path):
    page = rendered(tmp_path, "[out](https://example.org/) [in](/here/) [odd](//example.org/)")
    assert page.html.count("usa-link--external") == 2
    assert page.html.count("(another site)") == 2
    assert "_blank" not in page.html


@pytest.mark.parametrize(
    ("settings", "marks", "window"), [("links.new_window = true", 1, 1), ("links.marked = false", 0, 0)]
)
def test_links_open_and_are_marked_as_the_settings_say(tmp_path, settings, marks, window):
    page = rendered(tmp_path, "[out](https://example.org/)", f"\n[settings.links]\n{settings.removeprefix('links.')}\n")
    assert page.html.count("usa-link--external") == marks
    assert page.html.count('target="_blank"') == window
    assert 'rel="noopener noreferrer"' in page.html


def test_cookies_are_printed_as_a_table_that_a_narrow_page_can_scroll():
    html = render(WHOLE, "es").html
    assert '<th scope="col">Nombre</th>' in html
    assert "<td>hasta que cierra el navegador</td>" in html
    assert "<td>400 días</td>" in html
    assert 'tabindex="0"' in html


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://tracker.example.com/pixel.gif)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "<javascript:alert(1)>",
    '<a href="https://x" onclick="x">x</a>',
    "<iframe src=//x></iframe>",
    "<style>p{}</style>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://x "onmouseover=alert(1)")',
    "```html\n<script>\n```",
    "    <script>",
    "</p><script>x</script>",
]
SAFE_TAGS = {"p", "a", "ul", "ol", "li", "em", "strong", "code", "br", "hr", "blockquote", "span", "div"} | {
    "h1", "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def is_harmless(html):
    seen = Seen(html)
    assert set(seen.tags) <= SAFE_TAGS, html
    for tag, name, value in seen.attributes:
        assert name in {"id", "class", "href", "rel", "target", "scope", "tabindex", "start"}, (tag, name)
        if name == "href":
            assert re.match(r"https?:|mailto:|tel:|[/#]|$", value, re.IGNORECASE) or ":" not in value.split("/")[0], (
                value
            )


@pytest.mark.parametrize("markdown", HOSTILE)
def test_hostile_text_does_nothing(tmp_path, markdown):
    is_harmless(rendered(tmp_path, f"{markdown}\n\n- {markdown}\n").html)


def test_hostile_contacts_and_names_do_nothing(tmp_path):
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    plan = tmp_path / "plans/harbor/plan.toml"
    plan.write_text(plan.read_text().replace("Harbor Health", "<script>x</script> [x](javascript:x) **b**"))
    html = render(in_force(NAME, tmp_path), "en").html
    is_harmless(html)
    assert "&lt;script&gt;x&lt;/script&gt; [x](javascript:x) **b**" in html
    assert "*odd* &lt;b&gt;&amp;&lt;/b&gt;" in html


@given(
    st.lists(
        st.sampled_from([*HOSTILE, "<", ">", "](", "[", "`", "\n", "\n\n", "- ", "|", "|-|\n", "&#", "\\", '"']),
        max_size=12,
    )
)
def test_no_mixture_of_hostile_pieces_does_anything(pieces):
    is_harmless(html_of(tokens_of("".join(pieces))))


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_statement_shows_as_plain_text_with_its_clauses(language):
    text = show(WHOLE, language)
    assert text.startswith(
        {"en": "Privacy Statement\nharbor/2026-03 · March 9, 2026", "es": "Declaración de"}[language]
    )
    assert "[session, logs-kept]" in text
    assert {"en": "## 6. E-mail & text", "es": "## 6. Correo y texto"}[language] in text


def test_statements_are_listed_and_one_that_cannot_be_read_says_why(tmp_path):
    words = " ".join(listing(FIXTURES).splitlines()[1].split())
    assert words == "harbor/2026-03 March 9, 2026 en, es Privacy Statement"
    shutil.copytree(FIXTURES, tmp_path, dirs_exist_ok=True)
    (tmp_path / "plans/harbor/2025-01/en.md").write_text("{{ oops }}")
    assert "cannot be read: plans/harbor/2025-01/en.md:1: unknown slot" in listing(tmp_path)


def test_markdown_alone_makes_no_image_no_code_and_no_html():
    kinds = {token.type for text in HOSTILE for token in tokens_of(text)}
    inner = {child.type for text in HOSTILE for token in tokens_of(text) for child in token.children or ()}
    assert kinds | inner <= {"paragraph_open", "paragraph_close", "inline", "text", "softbreak"} | {
        "link_open",
        "link_close",
        "code_inline",
    }


def test_cleaning_alone_takes_out_what_could_run():
    tokens = tokens_of("[x](/here/)")
    tokens[1].children[0].attrSet("href", "javascript:alert(1)")
    tokens[1].children[0].attrSet("onclick", "alert(1)")
    assert html_of(tokens) == '<p><a rel="noopener noreferrer">x</a></p>\n'
