"""What is sealed opens for the place it was written for, and nowhere else."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.vault import box, keys
from secondstory.vault.refusals import Unopenable
from secondstory.vault.ring import ring
from secondstory.vault.seal import PAD, seal, seal_json, unseal, unseal_json

HERE, THERE = "firsthand.entryversion/1/ana", "firsthand.entryversion/2/ana"
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)  # fmt: skip


@given(st.binary(), st.text(st.characters(codec="utf-8")))
def test_what_is_sealed_opens_again(plain, about):
    assert unseal(seal(plain, about=about), about=about) == plain


@given(anything)
def test_a_value_comes_back_as_it_was(value):
    assert unseal_json(seal_json(value, about=HERE), about=HERE) == value


def test_a_memoryview_as_a_database_gives_it_opens():
    assert unseal(memoryview(seal(b"words", about=HERE)), about=HERE) == b"words"


@given(st.binary(max_size=80), st.data())
def test_with_any_bit_changed_it_never_opens(plain, data):
    sealed = bytearray(seal(plain, about=HERE))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Unopenable):
        unseal(bytes(sealed), about=HERE)


@given(st.binary(max_size=80), st.data())
def test_cut_anywhere_it_never_opens(plain, data):
    sealed = seal(plain, about=HERE)
    with pytest.raises(Unopenable):
        unseal(sealed[: data.draw(st.integers(0, len(sealed) - 1))], about=HERE)


@given(st.text(st.characters(codec="utf-8")), st.text(st.characters(codec="utf-8")))
def test_for_another_place_it_never_opens(about, other):
    if about != other:
        with pytest.raises(Unopenable):
            unseal(seal(b"words", about=about), about=other)


def test_the_same_words_look_different_each_time():
    assert seal(b"words", about=HERE) != seal(b"words", about=HERE)


def test_it_names_its_key_and_not_its_words():
    sealed = seal(b"the standby", about=HERE)
    assert box.key_id(sealed) == ring().first.id
    assert b"standby" not in sealed


@pytest.mark.parametrize(("one", "other"), [("a", "a" * 40), ("", "I waited for it to end"), ("a" * 65, "b" * 90)])
def test_lengths_within_a_step_of_64_look_the_same(one, other):
    sealed = [seal_json(words, about=HERE) for words in (one, other)]
    assert len(sealed[0]) == len(sealed[1])
    assert (len(sealed[0]) - box.SHORTEST) % PAD == 0


def test_the_order_of_names_does_not_show():
    assert unseal(seal_json({"b": 1, "a": 2}, about=HERE), about=HERE).rstrip() == b'{"a":2,"b":1}'


def test_a_key_that_is_not_here_is_named_and_nothing_is_called_lost():
    other = keys.make()
    with pytest.raises(Unopenable, match=other.name) as refused:
        unseal(box.close(other, b"the standby", HERE), about=HERE)
    assert refused.value.code == "unopenable"
    assert "not lost" in refused.value.sentence


def test_no_sentence_and_no_cause_holds_the_words_or_the_key():
    with pytest.raises(Unopenable) as refused:
        unseal(seal(b"the standby", about=HERE), about=THERE)
    said = f"{refused.value!r} {refused.value.__cause__!r} {refused.value.__context__!r}"
    assert "standby" not in said
    assert ring().first.text not in said


def test_a_key_shows_its_name_alone():
    key = keys.make()
    assert repr(key) == f"Key({key.name})"
    assert key.text not in f"{ring()!r} {key!r} {vars(key)['cipher']!r}"


@given(st.text())
def test_what_is_no_key_is_refused_without_being_repeated(text):
    with pytest.raises(keys.NotAKey) as refused:
        keys.read(text)
    assert str(refused.value) == ""


def test_a_key_reads_back_as_it_was():
    key = keys.make()
    assert keys.read(key.text) == key
    assert keys.make() != key


@given(st.integers(len(keys.PREFIX), len(keys.PREFIX) + 42), st.characters(codec="ascii"))
def test_a_letter_away_from_a_key_is_no_key_or_another(place, letter):
    text = keys.make().text
    slip = text[:place] + letter + text[place + 1 :]
    if slip != text:
        with contextlib.suppress(keys.NotAKey):
            assert keys.read(slip) != keys.read(text)
