"""Pages for the tests of the exporters, and the words that stand on them."""

from datetime import date

from hypothesis import strategies as st

from companion.domain.summary import Block, Item, ItemKind, Summary
from companion.domain.text import clean_text
from companion.domain.wrapping import lines_of

DAY = date(2026, 11, 22)

texts = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ab1 .)-+*_`~<>&[](){}!#=|\\\n\t\"'$^:/", max_size=40),
).map(clean_text)

items = st.builds(
    Item,
    text=texts.filter(lambda text: bool(text.strip())),
    detail=texts,
    kind=st.sampled_from((ItemKind.BULLET, ItemKind.PARAGRAPH)),
)
headings = texts.filter(lambda text: bool(text.strip()))
blocks = st.builds(
    Block, part=st.just("p"), heading=headings, items=st.lists(items, min_size=1, max_size=4).map(tuple)
)
summaries = st.builds(
    Summary,
    title=headings,
    day=st.just(DAY),
    byline=st.lists(headings, max_size=2).map(tuple),
    page_one=st.lists(blocks, max_size=3).map(tuple),
    page_two=st.lists(blocks, max_size=2).map(tuple),
)


def one_item(text: str) -> Summary:
    """Return a page on which `text` stands in every place where a person's words can stand."""
    every_kind = tuple(Item(text=text, detail=text, kind=kind, number=1) for kind in ItemKind)
    block = Block(part="p", heading=text, items=every_kind)
    return Summary(title="A summary", day=DAY, byline=("By me.", text), page_one=(block,), page_two=(block,))


def said(summary: Summary) -> list[str]:
    """Return every line of words on the page, in order, without marks or numbers."""
    lines = [" ".join(lines_of(summary.title)), *(" ".join(lines_of(line)) for line in summary.byline)]
    for n, page in enumerate((summary.page_one, summary.page_two)):
        if n and page:
            lines.append(summary.page_two_title)
        for block in page:
            lines.append(" ".join(lines_of(block.full_heading)))
            for item in block.items:
                lines += [*lines_of(item.text), *lines_of(item.detail)]
    return [line for line in lines if line]


def compact(text: str) -> str:
    """Return `text` without white space, so that wrapping does not matter."""
    return "".join(text.split())
