"""Whatever is sent, the answer is a sentence."""

import pytest
from django.test import Client


@pytest.mark.parametrize("charset", ["rot13", "hex", "undefined", "idna", "unicode_escape", "utf-16", "no-such"])
@pytest.mark.parametrize("address", ["/accounts/login/", "/notes/"])
def test_a_form_in_an_encoding_that_is_none_is_told_so(as_ana: Client, stranger: Client, address, charset):
    body = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\nhi \\ud800\r\n--x--\r\n'
    for client in (as_ana, stranger):
        answer = client.generic(
            "POST", address, body, content_type=f"multipart/form-data; boundary=x; charset={charset}"
        )
        assert answer.status_code == 400
        assert "UTF-8" in answer.text


def test_a_form_that_says_it_is_in_utf_8_is_read(as_ana: Client):
    answer = as_ana.generic(
        "POST", "/notes/", "text=Grün.".encode(), content_type="application/x-www-form-urlencoded; charset=UTF-8"
    )
    assert answer.status_code == 302 or answer.status_code == 303
