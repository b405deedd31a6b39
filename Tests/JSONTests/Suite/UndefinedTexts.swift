/// The `i_` texts: RFC 8259 leaves them to the implementation. With each our choice: the canonical form where
/// it is accepted, which is what JavaScript makes of it; nil where it is rejected, which is what is no UTF-8.
enum UndefinedTexts {
  static let all: [(text: SuiteCase, canonical: String?)] = [
    (SuiteCase("number_double_huge_neg_exp", "[123.456e-789]"), "[0]"),
    (SuiteCase("number_huge_exp", "[0.4e00669999999999999999999999999999999999999969999999006]"), "[null]"),
    (SuiteCase("number_neg_int_huge_exp", "[-1e+9999]"), "[null]"),
    (SuiteCase("number_pos_double_huge_exp", "[1.5e+9999]"), "[null]"),
    (SuiteCase("number_real_neg_overflow", "[-123123e100000]"), "[null]"),
    (SuiteCase("number_real_pos_overflow", "[123123e100000]"), "[null]"),
    (SuiteCase("number_real_underflow", "[123e-10000000]"), "[0]"),
    (
      SuiteCase("number_too_big_neg_int", "[-123123123123123123123123123123]"), "[-1.2312312312312312e+29]"
    ),
    (SuiteCase("number_too_big_pos_int", "[100000000000000000000]"), "[100000000000000000000]"),
    (
      SuiteCase("number_very_big_negative_int", "[-237462374673276894279832749832423479823246327846]"),
      "[-2.374623746732769e+47]"
    ),
    (SuiteCase("object_key_lone_2nd_surrogate", #"{"\uDFAA":0}"#), #"{"\udfaa":0}"#),
    (SuiteCase("string_1st_surrogate_but_2nd_missing", #"["\uDADA"]"#), #"["\udada"]"#),
    (SuiteCase("string_1st_valid_surrogate_2nd_invalid", #"["\uD888\u1234"]"#), #"["\ud888ሴ"]"#),
    (
      SuiteCase("string_UTF-16LE_with_BOM", "", [0xFF, 0xFE, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0]),
      nil
    ),
    (SuiteCase("string_UTF-8_invalid_sequence", "[\"日ш", [0xFA], "\"]"), nil),
    (SuiteCase("string_UTF8_surrogate_U+D800", "[\"", [0xED, 0xA0, 0x80], "\"]"), nil),
    (SuiteCase("string_incomplete_surrogate_and_escape_valid", #"["\uD800\n"]"#), #"["\ud800\n"]"#),
    (SuiteCase("string_incomplete_surrogate_pair", #"["\uDd1ea"]"#), #"["\udd1ea"]"#),
    (SuiteCase("string_incomplete_surrogates_escape_valid", #"["\uD800\uD800\n"]"#), #"["\ud800\ud800\n"]"#),
    (SuiteCase("string_invalid_lonely_surrogate", #"["\ud800"]"#), #"["\ud800"]"#),
    (SuiteCase("string_invalid_surrogate", #"["\ud800abc"]"#), #"["\ud800abc"]"#),
    (SuiteCase("string_invalid_utf-8", "[\"", [0xFF], "\"]"), nil),
    (SuiteCase("string_inverted_surrogates_U+1D11E", #"["\uDd1e\uD834"]"#), #"["\udd1e\ud834"]"#),
    (SuiteCase("string_iso_latin_1", "[\"", [0xE9], "\"]"), nil),
    (SuiteCase("string_lone_second_surrogate", #"["\uDFAA"]"#), #"["\udfaa"]"#),
    (SuiteCase("string_lone_utf8_continuation_byte", "[\"", [0x81], "\"]"), nil),
    (SuiteCase("string_not_in_unicode_range", "[\"", [0xF4, 0xBF, 0xBF, 0xBF], "\"]"), nil),
    (SuiteCase("string_overlong_sequence_2_bytes", "[\"", [0xC0, 0xAF], "\"]"), nil),
    (SuiteCase("string_overlong_sequence_6_bytes", "[\"", [0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF], "\"]"), nil),
    (
      SuiteCase("string_overlong_sequence_6_bytes_null", "[\"", [0xFC, 0x80, 0x80, 0x80, 0x80, 0x80], "\"]"),
      nil
    ),
    (SuiteCase("string_truncated-utf-8", "[\"", [0xE0, 0xFF], "\"]"), nil),
    (SuiteCase("string_utf16BE_no_BOM", "", [0, 0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D]), nil),
    (SuiteCase("string_utf16LE_no_BOM", "", [0x5B, 0, 0x22, 0, 0xE9, 0, 0x22, 0, 0x5D, 0]), nil),
    (
      SuiteCase(
        "structure_500_nested_arrays", String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
      ),
      String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    ),
    (SuiteCase("structure_UTF-8_BOM_empty_object", "\u{FEFF}{}"), "{}"),
  ]
}
