"""Pages: the article's own blocks, in the characters of the source."""

from __future__ import annotations

import pytest
from clean.helpers import LEAD, SECOND, THIRD, cleaned

TEASER = "Russische hackers leggen website van Deense regering plat"
ARTICLE = f"<h1>België noemt hackers</h1><p>{LEAD}</p><h2>Geen bewijs</h2><p>{SECOND}</p>"
WANTED = f"België noemt hackers\n\n{LEAD}\n\nGeen bewijs\n\n{SECOND}"


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html lang=nl><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "around",
    [
        f"<nav><a href=/>Nieuws</a></nav>{ARTICLE}<footer>© 2022 X</footer>",
        f"<div class=menu><ul><li>Nieuws<li>Sport</ul></div><main><article>{ARTICLE}</article></main><aside><p>{THIRD}</p></aside>",
        f"<div id=cookie-consent><p>{THIRD}</p></div><div class=body>{ARTICLE}</div>",
        f"<article>{ARTICLE}</article><h3>Lees meer</h3><p>{TEASER}</p><p>Hittegolf in Londen gaat nog dagen door</p>",
        f"<article>{ARTICLE}</article><section><h3>{TEASER}</h3><p>{THIRD}</p></section>",
        f"{ARTICLE}<ul><li>{TEASER}</li><li>Hittegolf in Londen gaat nog dagen door</li></ul>",
        f"{ARTICLE}<p><a href=/x>{TEASER}</a></p>",
        f"{ARTICLE}<div class='related-articles'><h3>Meer</h3><p>{TEASER}</p></div>",
        f"{ARTICLE}<div class=reacties><h4>Reacties (2)</h4><p>{THIRD}</p></div>",
        f"{ARTICLE}<script>var x = '<p>{THIRD}</p>';</script><style>p {{}}</style><noscript>Zet javascript aan</noscript>",
    ],
)
def test_only_the_article_is_left(around: str) -> None:
    assert cleaned(page(around)).text == WANTED


def test_inserts_inside_the_article_go() -> None:
    inner = ARTICLE.replace("<h2>", f"<p>Lees ook: <a href=/x>{TEASER}</a></p><figure><img><figcaption>Foto: X</figcaption></figure><h2>")
    assert cleaned(page(f"<article>{inner}</article>")).text == WANTED


def test_a_lead_called_teaser_stays() -> None:
    body = ARTICLE.replace("</h1>", "</h1><p class=teaser>De minister kondigt gevolgen aan en ontbiedt de ambassadeur van China.</p>")
    assert "kondigt gevolgen aan" in cleaned(page(body)).text


def test_a_wrapper_with_a_foreign_name_does_not_take_the_article_along() -> None:
    assert cleaned(page(f"<div class='newsletter-page'>{ARTICLE}</div>")).text == WANTED


@pytest.mark.parametrize(
    "wrapper", ["page has-sidebar comments-open", "layout with-newsletter", "content related-content-below", "menu-open cookie-accepted"]
)
def test_a_wrapper_around_everything_is_not_believed_but_what_is_in_it_is(wrapper: str) -> None:
    inner = f"<div class=menu><a href=/>Nieuws</a></div>{ARTICLE}<div class=sidebar><p>{THIRD}</p></div>"
    assert cleaned(page(f"<div class='{wrapper}'>{inner}</div>")).text == WANTED


def test_readers_who_write_more_than_the_paper_do_not_become_the_article() -> None:
    comments = "".join(
        f"<p>Ik vind dat de regering veel te laat heeft gereageerd op deze aanval, schrijft lezer {n}.</p>" for n in range(40)
    )
    assert cleaned(page(f"{ARTICLE}<div id=comments>{comments}</div>")).text == WANTED


def test_posts_of_a_live_blog_stay_together() -> None:
    posts = "".join(f"<article><h2>Kop {n}</h2><p>{part}</p></article>" for n, part in enumerate((LEAD, SECOND, THIRD)))
    text = cleaned(page(f"<main><h1>Liveblog over de hack</h1>{posts}</main>")).text
    assert all(part in text for part in (LEAD, SECOND, THIRD))


def test_entities_and_white_space_are_read_and_inline_markup_does_not_split_sentences() -> None:
    body = (
        "<h1>R&amp;D</h1>\n<p>De  <b>&bdquo;hack&rdquo;</b>&nbsp;van\n gisteren was <i>het werk</i> van APT31<sup>[1]</sup>, "
        "zegt het Centrum voor<br>Cybersecurity.<br>Punt.</p>"
    )
    text = cleaned(page(body)).text
    assert text == "R&D\n\nDe „hack” van gisteren was het werk van APT31[1], zegt het Centrum voor Cybersecurity.\n\nPunt."


def test_old_pages_without_paragraph_elements() -> None:
    article = f"<b>België noemt hackers</b><br>19 juli 2022<br><br>{LEAD}<br><br>{SECOND}"
    body = f"<table><tr><td><a href=/>Home</a></td><td>{article}</td></tr></table>"
    document = cleaned(page(body, "<title>Krant: België noemt hackers</title>"))
    assert document.text == f"België noemt hackers\n\n{LEAD}\n\n{SECOND}"
    assert document.published == "2022-07-19"


def test_cards_with_summaries_go_even_where_nothing_names_them() -> None:
    cards = "".join(f"<div><a href=/{n}><h3>{TEASER}</h3></a><div>{THIRD}</div></div>" for n in range(3))
    assert cleaned(page(f"<div><div>{ARTICLE}</div><div>{cards}</div></div>")).text == WANTED


def test_page_title_serves_where_there_is_no_main_heading() -> None:
    body = f"<div class=kop>Nieuws</div><h2>België noemt hackers</h2><p>{LEAD}</p>"
    document = cleaned(page(body, "<title>België noemt hackers | De Krant</title>"))
    assert document.title == "België noemt hackers"


def test_invisible_characters_do_not_part_words() -> None:
    assert (
        "Cyberangriff auf China" in cleaned(page("<h1>X</h1><p>Ein Cyber&shy;an\u200bgriff auf Chi\u2060na, sagt die Regierung.</p>")).text
    )


def test_address_and_language_are_the_pages_own() -> None:
    document = cleaned(page(ARTICLE, '<link rel="canonical" href="https://krant.example/2022/07/19/hackers">'))
    assert document.url == "https://krant.example/2022/07/19/hackers"
    assert document.lang == "nl"
