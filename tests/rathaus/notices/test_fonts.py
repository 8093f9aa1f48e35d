import unicodedata

import pytest

from rathaus.notices import fonts

# The letters of DIN 91379 (bll), its letter sequences, and the other characters it names.
LETTERS = (
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyzÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêë"
    "ìíîïðñòóôõöøùúûüýþÿĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĲĳĴĵĶķĸĹĺĻļĽľĿŀŁłŃńŅņŇňŉŊŋ"
    "ŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŦŧŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƇƈƏƗƠơƯưƷǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǢǣǤǥǦǧǨǩǪǫǬǭǮǯǰ"
    "ǴǵǸǹǺǻǼǽǾǿȒȓȘșȚțȞȟȧȨȩȪȫȬȭȮȯȰȱȲȳəɨʒḂḃḆḇḊḋḌḍḎḏḐḑḗḜḝḞḟḠḡḢḣḤḥḦḧḨḩḪḫḯḰḱḲḳḴḵḶḷḺḻṀṁṂṃṄṅṆṇṈṉṒṓṔṕṖṗṘṙ"
    "ṚṛṞṟṠṡṢṣṪṫṬṭṮṯẀẁẂẃẄẅẆẇẌẍẎẏẐẑẒẓẔẕẖẗẞẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộ"
    "ỚớỜờỞởỠỡỢợỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ"
)
SEQUENCES = (
    "A̋ C̀ C̄ C̆ C̈ C̕ C̣ C̦ C̨̆ D̂ F̀ F̄ G̀ H̄ H̦ H̱ J́ J̌ K̀ K̂ K̄ K̇ K̕ K̛ K̦ K͟H K͟h L̂ L̥ L̥̄ L̦ M̀ M̂ M̆ M̐ N̂ N̄ N̆ N̦ P̀ P̄ P̕ P̣ "
    "R̆ R̥ R̥̄ S̀ S̄ S̛̄ S̱ T̀ T̄ T̈ T̕ T̛ U̇ Z̀ Z̄ Z̆ Z̈ Z̧ a̋ c̀ c̄ c̆ c̈ c̕ c̣ c̦ c̨̆ d̂ f̀ f̄ g̀ h̄ h̦ j́ k̀ k̂ k̄ k̇ k̕ k̛ k̦ k͟h l̂ l̥ l̥̄ "
    "l̦ m̀ m̂ m̆ m̐ n̂ n̄ n̆ n̦ p̀ p̄ p̕ p̣ r̆ r̥ r̥̄ s̀ s̄ s̛̄ s̱ t̀ t̄ t̕ t̛ u̇ z̀ z̄ z̆ z̈ z̧ Ç̆ Û̄ ç̆ û̄ ÿ́ Č̕ Č̣ č̕ č̣ ē̍ Ī́ ī́ ō̍ Ž̦ "
    "Ž̧ ž̦ ž̧ Ḳ̄ ḳ̄ Ṣ̄ ṣ̄ Ṭ̄ ṭ̄ Ạ̈ ạ̈ Ọ̈ ọ̈ Ụ̄ Ụ̈ ụ̄ ụ̈"
)
OTHERS = (
    "',-.`~¨´·ʹʺʾʿˈˌ’‡!#$%()*+/0123456789:;=?@[\\]^_{|}¡¢£¥§©ª«¬®¯°±²³µ¶¹º»¿×÷€¤¦¸¼½¾ƒʰʳˆ˜ˢᵈᵗ‘‚“”„†…‰′″‹›"
    "⁰⁴⁵⁶⁷⁸⁹ⁿ₀₁₂₃₄₅₆₇₈₉™∞≤≥ΆΈΉΊΌΎΏΐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΪΫάέήίΰαβγδεζηθικλμνξοπρςστυφχψωϊϋόύώ"
    "ЍАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЬЮЯабвгдежзийклмнопрстуфхцчшщъьюяѝ"
)


@pytest.mark.parametrize("text", [LETTERS, SEQUENCES, OTHERS])
def test_every_character_of_din_91379_has_a_font(text: str):
    assert fonts.typeset(f"<body>{text}").missing == frozenset()


def test_the_letters_own_font_has_nine_of_ten_letters_of_din_91379():
    assert sum(letter in fonts.letters_of(fonts.FACES[0]) for letter in LETTERS) == 455
    assert len(LETTERS) == 500


def test_a_word_is_set_in_one_font():
    page = fonts.typeset("<body><p>Herr Ḫasanoğlu wohnt</p>")

    assert page.html == '<body><p>Herr <span class="rare">Ḫasanoğlu</span> wohnt</p>'


def test_two_accents_on_a_letter_go_to_the_font_that_can_stack_them():
    assert fonts.typeset("<body>l̥̄a").html == '<body><span class="rare">l̥̄a</span>'


def test_a_character_without_font_is_written_out_and_reported():
    page = fonts.typeset("<body>a中b")

    assert page.html == "<body>a[U+4E2D]b"
    assert page.missing == {"中"}


def test_names_come_out_composed():
    assert fonts.typeset("<body>" + unicodedata.normalize("NFD", "Šimić")).html == "<body>Šimić"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("a\x00b\x07c\x9fd", "abcd"),
        ("100\u202e001 €", "100001 €"),
        ("a\u2067b\u2069\ufeff", "ab"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("a\ud800b\uffff", "a\ufffdb\ufffd"),
    ],
)
def test_what_controls_instead_of_being_read_is_taken_out(written: str, left: str):
    assert fonts.clean(written) == left


def test_tags_and_what_stands_before_the_body_stay_as_they_are():
    html = '<title>中</title><body><p title="Ḫ">Ḫ</p>'

    expected = '<title>中</title><body><p title="Ḫ"><span class="rare">Ḫ</span></p>'
    assert fonts.typeset(html).html == expected


def test_endless_words_get_places_to_break():
    page = fonts.typeset("<body>" + "x" * 300)

    assert max(map(len, page.html.split("\u200b"))) <= 36
    assert page.html.replace("\u200b", "") == "<body>" + "x" * 300


def test_a_hash_or_an_address_is_not_broken():
    html = "<body>" + "ab" * 32

    assert fonts.typeset(html).html == html
