"""A telephone number without a digit is asked about, and nothing else is."""

import pytest

from companion.services.safety.safety import CONTACT_FORM, HELPLINE_FORM, NO_DIGITS, number_doubt

FORMS = (CONTACT_FORM, HELPLINE_FORM)


@pytest.mark.parametrize("number", ["ask Mum", "on the fridge [b]", "OOO", "?"])
def test_words_without_digits_are_asked_about(number: str) -> None:
    assert number_doubt(number) == NO_DIGITS


@pytest.mark.parametrize("number", ["", "  ", "999", "07700 900123", "٠٧٧٠٠", "111 now"])
def test_a_digit_of_any_script_will_do_and_so_does_nothing(number: str) -> None:
    assert number_doubt(number) == ""


def test_every_number_that_is_entered_is_looked_at_and_nothing_else() -> None:
    doubted = [field.key for form in FORMS for field in form.fields if field.doubt("ask Mum")]
    assert doubted == ["number", "number"]
