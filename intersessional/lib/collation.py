"""Sort keys of names by language, of ASCII letters and digits: the same order on every database."""

from intersessional.lib.folding import fold, sort_key

ARABIC, CHINESE, RUSSIAN = "ar", "zh-hans", "ru"
LONGEST = 200
ARTICLE = "ال"

PINYIN = str.maketrans({"斐": "非", "瑙": "脑", "梵": "范", "汶": "问"})
"""Characters of names that stand beyond the part of GB 2312 that goes by pinyin, as ones that sound alike."""


def key_in(language: str, name: str) -> str:
    """Latin names without accents; Russian by its alphabet, ё as е and й after и; Arabic without the article, hamza
    as its letter; Chinese by pinyin, as GB 2312 orders its common characters, any others after them."""
    if language == CHINESE:
        return "".join(pinyin(character) for character in name.translate(PINYIN) if character.isalnum())[:LONGEST]
    if language == RUSSIAN:
        return coded(name.casefold().replace("ё", "е"))
    if language == ARABIC:
        return coded(fold(" ".join(word.removeprefix(ARTICLE) for word in name.split())))
    return sort_key(name)


def pinyin(character: str) -> str:
    try:
        return character.encode("gb2312").hex().rjust(4, "0")
    except UnicodeEncodeError:
        return f"f{ord(character):06x}"


def coded(text: str) -> str:
    """Four digits a letter; a shorter word goes before a longer one."""
    words = "".join(character if character.isalnum() else " " for character in text).split()
    return "0000".join("".join(f"{ord(letter):04x}" for letter in word) for word in words)[:LONGEST]
