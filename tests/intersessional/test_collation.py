"""Names stand in the order of their language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intersessional.lib.collation import key_in


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "fr",
            ["Bénin", "Brésil", "Égypte", "Émirats arabes unis", "Équateur", "Guinée", "Guinée équatoriale", "Haïti"],
        ),
        ("es", ["Bélgica", "Belice", "México", "Micronesia", "Mónaco", "Mongolia"]),
        ("ru", ["Италия", "Йемен", "Кабо-Верде", "Кёльн", "Кения", "Мали", "Мальдивы", "Япония"]),
        (
            "ar",
            [
                "الاتحاد الروسي",
                "إثيوبيا",
                "أذربيجان",
                "الأرجنتين",
                "الأردن",
                "أرمينيا",
                "ألمانيا",
                "البحرين",
                "بربادوس",
            ],
        ),
        ("zh-hans", ["阿尔及利亚", "比利时", "法国", "梵蒂冈", "斐济", "芬兰", "柬埔寨", "瑙鲁", "瑞士", "中国"]),
    ],
)
def test_names_go_by_the_alphabet_of_their_language(language, names):
    assert sorted(names, key=lambda name: key_in(language, name)) == names


@given(st.sampled_from(["ar", "zh-hans", "fr", "ru", "es"]), st.text(max_size=80))
def test_a_key_is_of_digits_and_small_latin_letters(language, name):
    key = key_in(language, name)
    assert len(key) <= 200
    assert key == "".join(sign for sign in key if sign in "0123456789abcdefghijklmnopqrstuvwxyz")
