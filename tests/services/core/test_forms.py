"""Forms name fields that their records have, and say all that a front end says of them."""

from dataclasses import fields

import pytest

from companion.domain.learning import AttendedCourse
from companion.domain.safety import Contact
from companion.domain.settings import Settings
from companion.domain.talk import Talk
from companion.errors import InvalidEntry
from companion.services.core.forms import FieldKind, Form
from companion.services.core.settings import ABOUT_ME_FORM
from companion.services.learn.learning_plan import COURSE_FORM
from companion.services.safety.safety import CONTACT_FORM
from companion.services.services import Services
from companion.services.talks import TALK_FORM
from tests.conftest import NOW

FORMS = {Contact: CONTACT_FORM, Talk: TALK_FORM, AttendedCourse: COURSE_FORM, Settings: ABOUT_ME_FORM}

each_form = pytest.mark.parametrize(("record", "form"), FORMS.items(), ids=[r.__name__ for r in FORMS])


@each_form
def test_each_field_is_one_of_its_record(record: type, form: Form) -> None:
    names = {field.name for field in fields(record)}
    assert {field.key for field in form.fields} <= names
    days = [field for field in form.fields if field.kind is not FieldKind.LINE]
    assert {field.key for field in days} <= {"day"}
    assert {field.kind is FieldKind.WHEN for field in days} <= {"at" in names}


@each_form
def test_lines_have_names_of_their_own_and_what_is_asked_when_they_change(record: type, form: Form) -> None:
    assert len({field.id for field in form.fields}) == len(form.fields)
    assert all(bool(field.again) is (field.kind is FieldKind.LINE) for field in form.fields)


def test_what_is_required_is_what_the_record_cannot_be_without(memory_services: Services) -> None:
    safety, learning = memory_services.safety, memory_services.learning
    safety.add_contact(name="Dee", who="a", number="1", hours="b", new_id="dee", now=NOW)
    learning.add_course(title="Cooking", where="a", used="b", new_id="cooking", now=NOW)
    memory_services.talks.plan_talk(with_whom="Priya", role="a", where="b", new_id="talk", now=NOW)
    for form, records, id in (
        (CONTACT_FORM, safety.contact_records, "dee"),
        (COURSE_FORM, learning.course_records, "cooking"),
        (TALK_FORM, memory_services.talks.talk_records, "talk"),
    ):
        for field in form.fields:
            if field.kind is not FieldKind.LINE:
                continue
            if field.required:
                with pytest.raises(InvalidEntry):
                    records.edit(id, now=NOW, **{field.key: ""})
            else:
                assert getattr(records.edit(id, now=NOW, **{field.key: ""}), field.key) == ""


def test_fields_in_another_order_are_the_same_fields() -> None:
    turned = CONTACT_FORM.in_order("name", "number", "who", "hours")
    assert [field.key for field in turned.fields] == ["name", "number", "who", "hours"]
    assert set(turned.fields) == set(CONTACT_FORM.fields)
    with pytest.raises(LookupError):
        CONTACT_FORM.field("shoe size")
