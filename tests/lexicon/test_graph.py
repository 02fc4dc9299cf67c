from demarche.lexicon.forms import patterns
from demarche.lexicon.graph import Graph, Node


def graph(*forms: str) -> Graph:
    made = Graph()
    for number, form in enumerate(forms):
        for parts in patterns(form):
            made.add(number, parts)
    return made


def opened(forms: Graph, piece: str) -> Node:
    node = forms.opened[piece]
    assert node is not None
    return node


def test_forms_are_followed_together_as_long_as_they_agree() -> None:
    forms = graph("hit by surprise", "hit by hackers", "hit")
    hit = opened(forms, "hit")
    assert (hit.ends, set(hit.near), set(hit.far)) == ([2], {"by"}, set())
    by = forms.next(hit, "by")
    assert set(by.near) == {"surprise", "hackers"}
    assert forms.next(by, "hackers").ends == [1]


def test_no_form_begins_with_an_unknown_piece() -> None:
    assert graph("hit by").opened["by"] is None


def test_a_part_may_be_left_out_on_either_side_of_a_gap() -> None:
    forms = graph("took {it,} … {all,} down")
    took = opened(forms, "took")
    assert (set(took.near), set(took.far)) == ({"it"}, {"all", "down"})
    assert set(forms.next(took, "it").far) == {"all", "down"}
    assert forms.distant(took, "down").ends == [0]
    assert set(forms.distant(took, "all").near) == {"down"}


def test_the_same_place_in_other_words_is_one_node() -> None:
    forms = graph("{hit,struck} by hackers")
    assert opened(forms, "hit") is opened(forms, "struck")
