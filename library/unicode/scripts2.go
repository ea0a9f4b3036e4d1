// This file holds the tables of the scripts, part 2. Generated from the Unicode character database.

package unicode

// scriptInscriptional_Parthian has the characters of script Inscriptional_Parthian.
var scriptInscriptional_Parthian = RangeTable{
	R32: []Range32{
		{'\U00010B40', '\U00010B55', 1}, {'\U00010B58', '\U00010B5F', 1},
	},
}

// scriptJavanese has the characters of script Javanese.
var scriptJavanese = RangeTable{
	R16: []Range16{
		{'\uA980', '\uA9CD', 1}, {'\uA9D0', '\uA9D9', 1}, {'\uA9DE', '\uA9DF', 1},
	},
}

// scriptKaithi has the characters of script Kaithi.
var scriptKaithi = RangeTable{
	R32: []Range32{
		{'\U00011080', '\U000110C2', 1}, {'\U000110CD', '\U000110CD', 1},
	},
}

// scriptKannada has the characters of script Kannada.
var scriptKannada = RangeTable{
	R16: []Range16{
		{'\u0C80', '\u0C8C', 1}, {'\u0C8E', '\u0C90', 1}, {'\u0C92', '\u0CA8', 1}, {'\u0CAA', '\u0CB3', 1},
		{'\u0CB5', '\u0CB9', 1}, {'\u0CBC', '\u0CC4', 1}, {'\u0CC6', '\u0CC8', 1}, {'\u0CCA', '\u0CCD', 1},
		{'\u0CD5', '\u0CD6', 1}, {'\u0CDC', '\u0CDE', 1}, {'\u0CE0', '\u0CE3', 1}, {'\u0CE6', '\u0CEF', 1},
		{'\u0CF1', '\u0CF3', 1},
	},
}

// scriptKatakana has the characters of script Katakana.
var scriptKatakana = RangeTable{
	R16: []Range16{
		{'\u30A1', '\u30FA', 1}, {'\u30FD', '\u30FF', 1}, {'\u31F0', '\u31FF', 1}, {'\u32D0', '\u32FE', 1},
		{'\u3300', '\u3357', 1}, {'\uFF66', '\uFF6F', 1}, {'\uFF71', '\uFF9D', 1},
	},
	R32: []Range32{
		{'\U0001AFF0', '\U0001AFF3', 1}, {'\U0001AFF5', '\U0001AFFB', 1}, {'\U0001AFFD', '\U0001AFFE', 1}, {'\U0001B000', '\U0001B000', 1},
		{'\U0001B120', '\U0001B122', 1}, {'\U0001B155', '\U0001B155', 1}, {'\U0001B164', '\U0001B167', 1},
	},
}

// scriptKawi has the characters of script Kawi.
var scriptKawi = RangeTable{
	R32: []Range32{
		{'\U00011F00', '\U00011F10', 1}, {'\U00011F12', '\U00011F3A', 1}, {'\U00011F3E', '\U00011F5A', 1},
	},
}

// scriptKayah_Li has the characters of script Kayah_Li.
var scriptKayah_Li = RangeTable{
	R16: []Range16{
		{'\uA900', '\uA92D', 1}, {'\uA92F', '\uA92F', 1},
	},
}

// scriptKharoshthi has the characters of script Kharoshthi.
var scriptKharoshthi = RangeTable{
	R32: []Range32{
		{'\U00010A00', '\U00010A03', 1}, {'\U00010A05', '\U00010A06', 1}, {'\U00010A0C', '\U00010A13', 1}, {'\U00010A15', '\U00010A17', 1},
		{'\U00010A19', '\U00010A35', 1}, {'\U00010A38', '\U00010A3A', 1}, {'\U00010A3F', '\U00010A48', 1}, {'\U00010A50', '\U00010A58', 1},
	},
}

// scriptKhitan_Small_Script has the characters of script Khitan_Small_Script.
var scriptKhitan_Small_Script = RangeTable{
	R32: []Range32{
		{'\U00016FE4', '\U00016FE4', 1}, {'\U00018B00', '\U00018CD5', 1}, {'\U00018CFF', '\U00018CFF', 1},
	},
}

// scriptKhmer has the characters of script Khmer.
var scriptKhmer = RangeTable{
	R16: []Range16{
		{'\u1780', '\u17DD', 1}, {'\u17E0', '\u17E9', 1}, {'\u17F0', '\u17F9', 1}, {'\u19E0', '\u19FF', 1},
	},
}

// scriptKhojki has the characters of script Khojki.
var scriptKhojki = RangeTable{
	R32: []Range32{
		{'\U00011200', '\U00011211', 1}, {'\U00011213', '\U00011241', 1},
	},
}

// scriptKhudawadi has the characters of script Khudawadi.
var scriptKhudawadi = RangeTable{
	R32: []Range32{
		{'\U000112B0', '\U000112EA', 1}, {'\U000112F0', '\U000112F9', 1},
	},
}

// scriptKirat_Rai has the characters of script Kirat_Rai.
var scriptKirat_Rai = RangeTable{
	R32: []Range32{
		{'\U00016D40', '\U00016D79', 1},
	},
}

// scriptLao has the characters of script Lao.
var scriptLao = RangeTable{
	R16: []Range16{
		{'\u0E81', '\u0E82', 1}, {'\u0E84', '\u0E84', 1}, {'\u0E86', '\u0E8A', 1}, {'\u0E8C', '\u0EA3', 1},
		{'\u0EA5', '\u0EA5', 1}, {'\u0EA7', '\u0EBD', 1}, {'\u0EC0', '\u0EC4', 1}, {'\u0EC6', '\u0EC6', 1},
		{'\u0EC8', '\u0ECE', 1}, {'\u0ED0', '\u0ED9', 1}, {'\u0EDC', '\u0EDF', 1},
	},
}

// scriptLatin has the characters of script Latin.
var scriptLatin = RangeTable{
	R16: []Range16{
		{'\u0041', '\u005A', 1}, {'\u0061', '\u007A', 1}, {'\u00AA', '\u00AA', 1}, {'\u00BA', '\u00BA', 1},
		{'\u00C0', '\u00D6', 1}, {'\u00D8', '\u00F6', 1}, {'\u00F8', '\u00FF', 1}, {'\u0100', '\u02B8', 1},
		{'\u02E0', '\u02E4', 1}, {'\u1D00', '\u1D25', 1}, {'\u1D2C', '\u1D5C', 1}, {'\u1D62', '\u1D65', 1},
		{'\u1D6B', '\u1D77', 1}, {'\u1D79', '\u1DBE', 1}, {'\u1E00', '\u1EFF', 1}, {'\u2071', '\u2071', 1},
		{'\u207F', '\u207F', 1}, {'\u2090', '\u209C', 1}, {'\u212A', '\u212B', 1}, {'\u2132', '\u2132', 1},
		{'\u214E', '\u214E', 1}, {'\u2160', '\u2188', 1}, {'\u2C60', '\u2C7F', 1}, {'\uA722', '\uA787', 1},
		{'\uA78B', '\uA7DC', 1}, {'\uA7F1', '\uA7FF', 1}, {'\uAB30', '\uAB5A', 1}, {'\uAB5C', '\uAB64', 1},
		{'\uAB66', '\uAB69', 1}, {'\uFB00', '\uFB06', 1}, {'\uFF21', '\uFF3A', 1}, {'\uFF41', '\uFF5A', 1},
	},
	R32: []Range32{
		{'\U00010780', '\U00010785', 1}, {'\U00010787', '\U000107B0', 1}, {'\U000107B2', '\U000107BA', 1}, {'\U0001DF00', '\U0001DF1E', 1},
		{'\U0001DF25', '\U0001DF2A', 1},
	},
	LatinOffset: 7,
}

// scriptLepcha has the characters of script Lepcha.
var scriptLepcha = RangeTable{
	R16: []Range16{
		{'\u1C00', '\u1C37', 1}, {'\u1C3B', '\u1C49', 1}, {'\u1C4D', '\u1C4F', 1},
	},
}

// scriptLimbu has the characters of script Limbu.
var scriptLimbu = RangeTable{
	R16: []Range16{
		{'\u1900', '\u191E', 1}, {'\u1920', '\u192B', 1}, {'\u1930', '\u193B', 1}, {'\u1940', '\u1940', 1},
		{'\u1944', '\u194F', 1},
	},
}

// scriptLinear_A has the characters of script Linear_A.
var scriptLinear_A = RangeTable{
	R32: []Range32{
		{'\U00010600', '\U00010736', 1}, {'\U00010740', '\U00010755', 1}, {'\U00010760', '\U00010767', 1},
	},
}

// scriptLinear_B has the characters of script Linear_B.
var scriptLinear_B = RangeTable{
	R32: []Range32{
		{'\U00010000', '\U0001000B', 1}, {'\U0001000D', '\U00010026', 1}, {'\U00010028', '\U0001003A', 1}, {'\U0001003C', '\U0001003D', 1},
		{'\U0001003F', '\U0001004D', 1}, {'\U00010050', '\U0001005D', 1}, {'\U00010080', '\U000100FA', 1},
	},
}

// scriptLisu has the characters of script Lisu.
var scriptLisu = RangeTable{
	R16: []Range16{
		{'\uA4D0', '\uA4FF', 1},
	},
	R32: []Range32{
		{'\U00011FB0', '\U00011FB0', 1},
	},
}

// scriptLycian has the characters of script Lycian.
var scriptLycian = RangeTable{
	R32: []Range32{
		{'\U00010280', '\U0001029C', 1},
	},
}

// scriptLydian has the characters of script Lydian.
var scriptLydian = RangeTable{
	R32: []Range32{
		{'\U00010920', '\U00010939', 1}, {'\U0001093F', '\U0001093F', 1},
	},
}

// scriptMahajani has the characters of script Mahajani.
var scriptMahajani = RangeTable{
	R32: []Range32{
		{'\U00011150', '\U00011176', 1},
	},
}

// scriptMakasar has the characters of script Makasar.
var scriptMakasar = RangeTable{
	R32: []Range32{
		{'\U00011EE0', '\U00011EF8', 1},
	},
}

// scriptMalayalam has the characters of script Malayalam.
var scriptMalayalam = RangeTable{
	R16: []Range16{
		{'\u0D00', '\u0D0C', 1}, {'\u0D0E', '\u0D10', 1}, {'\u0D12', '\u0D44', 1}, {'\u0D46', '\u0D48', 1},
		{'\u0D4A', '\u0D4F', 1}, {'\u0D54', '\u0D63', 1}, {'\u0D66', '\u0D7F', 1},
	},
}

// scriptMandaic has the characters of script Mandaic.
var scriptMandaic = RangeTable{
	R16: []Range16{
		{'\u0840', '\u085B', 1}, {'\u085E', '\u085E', 1},
	},
}

// scriptManichaean has the characters of script Manichaean.
var scriptManichaean = RangeTable{
	R32: []Range32{
		{'\U00010AC0', '\U00010AE6', 1}, {'\U00010AEB', '\U00010AF6', 1},
	},
}

// scriptMarchen has the characters of script Marchen.
var scriptMarchen = RangeTable{
	R32: []Range32{
		{'\U00011C70', '\U00011C8F', 1}, {'\U00011C92', '\U00011CA7', 1}, {'\U00011CA9', '\U00011CB6', 1},
	},
}

// scriptMasaram_Gondi has the characters of script Masaram_Gondi.
var scriptMasaram_Gondi = RangeTable{
	R32: []Range32{
		{'\U00011D00', '\U00011D06', 1}, {'\U00011D08', '\U00011D09', 1}, {'\U00011D0B', '\U00011D36', 1}, {'\U00011D3A', '\U00011D3A', 1},
		{'\U00011D3C', '\U00011D3D', 1}, {'\U00011D3F', '\U00011D47', 1}, {'\U00011D50', '\U00011D59', 1},
	},
}

// scriptMedefaidrin has the characters of script Medefaidrin.
var scriptMedefaidrin = RangeTable{
	R32: []Range32{
		{'\U00016E40', '\U00016E9A', 1},
	},
}

// scriptMeetei_Mayek has the characters of script Meetei_Mayek.
var scriptMeetei_Mayek = RangeTable{
	R16: []Range16{
		{'\uAAE0', '\uAAF6', 1}, {'\uABC0', '\uABED', 1}, {'\uABF0', '\uABF9', 1},
	},
}

// scriptMende_Kikakui has the characters of script Mende_Kikakui.
var scriptMende_Kikakui = RangeTable{
	R32: []Range32{
		{'\U0001E800', '\U0001E8C4', 1}, {'\U0001E8C7', '\U0001E8D6', 1},
	},
}

// scriptMeroitic_Cursive has the characters of script Meroitic_Cursive.
var scriptMeroitic_Cursive = RangeTable{
	R32: []Range32{
		{'\U000109A0', '\U000109B7', 1}, {'\U000109BC', '\U000109CF', 1}, {'\U000109D2', '\U000109FF', 1},
	},
}

// scriptMeroitic_Hieroglyphs has the characters of script Meroitic_Hieroglyphs.
var scriptMeroitic_Hieroglyphs = RangeTable{
	R32: []Range32{
		{'\U00010980', '\U0001099F', 1},
	},
}

// scriptMiao has the characters of script Miao.
var scriptMiao = RangeTable{
	R32: []Range32{
		{'\U00016F00', '\U00016F4A', 1}, {'\U00016F4F', '\U00016F87', 1}, {'\U00016F8F', '\U00016F9F', 1},
	},
}

// scriptModi has the characters of script Modi.
var scriptModi = RangeTable{
	R32: []Range32{
		{'\U00011600', '\U00011644', 1}, {'\U00011650', '\U00011659', 1},
	},
}

// scriptMongolian has the characters of script Mongolian.
var scriptMongolian = RangeTable{
	R16: []Range16{
		{'\u1800', '\u1801', 1}, {'\u1804', '\u1804', 1}, {'\u1806', '\u1819', 1}, {'\u1820', '\u1878', 1},
		{'\u1880', '\u18AA', 1},
	},
	R32: []Range32{
		{'\U00011660', '\U0001166C', 1},
	},
}

// scriptMro has the characters of script Mro.
var scriptMro = RangeTable{
	R32: []Range32{
		{'\U00016A40', '\U00016A5E', 1}, {'\U00016A60', '\U00016A69', 1}, {'\U00016A6E', '\U00016A6F', 1},
	},
}

// scriptMultani has the characters of script Multani.
var scriptMultani = RangeTable{
	R32: []Range32{
		{'\U00011280', '\U00011286', 1}, {'\U00011288', '\U00011288', 1}, {'\U0001128A', '\U0001128D', 1}, {'\U0001128F', '\U0001129D', 1},
		{'\U0001129F', '\U000112A9', 1},
	},
}

// scriptMyanmar has the characters of script Myanmar.
var scriptMyanmar = RangeTable{
	R16: []Range16{
		{'\u1000', '\u109F', 1}, {'\uA9E0', '\uA9FE', 1}, {'\uAA60', '\uAA7F', 1},
	},
	R32: []Range32{
		{'\U000116D0', '\U000116E3', 1},
	},
}

// scriptNabataean has the characters of script Nabataean.
var scriptNabataean = RangeTable{
	R32: []Range32{
		{'\U00010880', '\U0001089E', 1}, {'\U000108A7', '\U000108AF', 1},
	},
}

// scriptNag_Mundari has the characters of script Nag_Mundari.
var scriptNag_Mundari = RangeTable{
	R32: []Range32{
		{'\U0001E4D0', '\U0001E4F9', 1},
	},
}

// scriptNandinagari has the characters of script Nandinagari.
var scriptNandinagari = RangeTable{
	R32: []Range32{
		{'\U000119A0', '\U000119A7', 1}, {'\U000119AA', '\U000119D7', 1}, {'\U000119DA', '\U000119E4', 1},
	},
}

// scriptNew_Tai_Lue has the characters of script New_Tai_Lue.
var scriptNew_Tai_Lue = RangeTable{
	R16: []Range16{
		{'\u1980', '\u19AB', 1}, {'\u19B0', '\u19C9', 1}, {'\u19D0', '\u19DA', 1}, {'\u19DE', '\u19DF', 1},
	},
}

// scriptNewa has the characters of script Newa.
var scriptNewa = RangeTable{
	R32: []Range32{
		{'\U00011400', '\U0001145B', 1}, {'\U0001145D', '\U00011461', 1},
	},
}

// scriptNko has the characters of script Nko.
var scriptNko = RangeTable{
	R16: []Range16{
		{'\u07C0', '\u07FA', 1}, {'\u07FD', '\u07FF', 1},
	},
}

// scriptNushu has the characters of script Nushu.
var scriptNushu = RangeTable{
	R32: []Range32{
		{'\U00016FE1', '\U00016FE1', 1}, {'\U0001B170', '\U0001B2FB', 1},
	},
}

// scriptNyiakeng_Puachue_Hmong has the characters of script Nyiakeng_Puachue_Hmong.
var scriptNyiakeng_Puachue_Hmong = RangeTable{
	R32: []Range32{
		{'\U0001E100', '\U0001E12C', 1}, {'\U0001E130', '\U0001E13D', 1}, {'\U0001E140', '\U0001E149', 1}, {'\U0001E14E', '\U0001E14F', 1},
	},
}

// scriptOgham has the characters of script Ogham.
var scriptOgham = RangeTable{
	R16: []Range16{
		{'\u1680', '\u169C', 1},
	},
}

// scriptOl_Chiki has the characters of script Ol_Chiki.
var scriptOl_Chiki = RangeTable{
	R16: []Range16{
		{'\u1C50', '\u1C7F', 1},
	},
}

// scriptOl_Onal has the characters of script Ol_Onal.
var scriptOl_Onal = RangeTable{
	R32: []Range32{
		{'\U0001E5D0', '\U0001E5FA', 1}, {'\U0001E5FF', '\U0001E5FF', 1},
	},
}

// scriptOld_Hungarian has the characters of script Old_Hungarian.
var scriptOld_Hungarian = RangeTable{
	R32: []Range32{
		{'\U00010C80', '\U00010CB2', 1}, {'\U00010CC0', '\U00010CF2', 1}, {'\U00010CFA', '\U00010CFF', 1},
	},
}

// scriptOld_Italic has the characters of script Old_Italic.
var scriptOld_Italic = RangeTable{
	R32: []Range32{
		{'\U00010300', '\U00010323', 1}, {'\U0001032D', '\U0001032F', 1},
	},
}

// scriptOld_North_Arabian has the characters of script Old_North_Arabian.
var scriptOld_North_Arabian = RangeTable{
	R32: []Range32{
		{'\U00010A80', '\U00010A9F', 1},
	},
}

// scriptOld_Permic has the characters of script Old_Permic.
var scriptOld_Permic = RangeTable{
	R32: []Range32{
		{'\U00010350', '\U0001037A', 1},
	},
}

// scriptOld_Persian has the characters of script Old_Persian.
var scriptOld_Persian = RangeTable{
	R32: []Range32{
		{'\U000103A0', '\U000103C3', 1}, {'\U000103C8', '\U000103D5', 1},
	},
}

// scriptOld_Sogdian has the characters of script Old_Sogdian.
var scriptOld_Sogdian = RangeTable{
	R32: []Range32{
		{'\U00010F00', '\U00010F27', 1},
	},
}

// scriptOld_South_Arabian has the characters of script Old_South_Arabian.
var scriptOld_South_Arabian = RangeTable{
	R32: []Range32{
		{'\U00010A60', '\U00010A7F', 1},
	},
}

// scriptOld_Turkic has the characters of script Old_Turkic.
var scriptOld_Turkic = RangeTable{
	R32: []Range32{
		{'\U00010C00', '\U00010C48', 1},
	},
}

// scriptOld_Uyghur has the characters of script Old_Uyghur.
var scriptOld_Uyghur = RangeTable{
	R32: []Range32{
		{'\U00010F70', '\U00010F89', 1},
	},
}

// scriptOriya has the characters of script Oriya.
var scriptOriya = RangeTable{
	R16: []Range16{
		{'\u0B01', '\u0B03', 1}, {'\u0B05', '\u0B0C', 1}, {'\u0B0F', '\u0B10', 1}, {'\u0B13', '\u0B28', 1},
		{'\u0B2A', '\u0B30', 1}, {'\u0B32', '\u0B33', 1}, {'\u0B35', '\u0B39', 1}, {'\u0B3C', '\u0B44', 1},
		{'\u0B47', '\u0B48', 1}, {'\u0B4B', '\u0B4D', 1}, {'\u0B55', '\u0B57', 1}, {'\u0B5C', '\u0B5D', 1},
		{'\u0B5F', '\u0B63', 1}, {'\u0B66', '\u0B77', 1},
	},
}

// scriptOsage has the characters of script Osage.
var scriptOsage = RangeTable{
	R32: []Range32{
		{'\U000104B0', '\U000104D3', 1}, {'\U000104D8', '\U000104FB', 1},
	},
}

// scriptOsmanya has the characters of script Osmanya.
var scriptOsmanya = RangeTable{
	R32: []Range32{
		{'\U00010480', '\U0001049D', 1}, {'\U000104A0', '\U000104A9', 1},
	},
}

// scriptPahawh_Hmong has the characters of script Pahawh_Hmong.
var scriptPahawh_Hmong = RangeTable{
	R32: []Range32{
		{'\U00016B00', '\U00016B45', 1}, {'\U00016B50', '\U00016B59', 1}, {'\U00016B5B', '\U00016B61', 1}, {'\U00016B63', '\U00016B77', 1},
		{'\U00016B7D', '\U00016B8F', 1},
	},
}

// scriptPalmyrene has the characters of script Palmyrene.
var scriptPalmyrene = RangeTable{
	R32: []Range32{
		{'\U00010860', '\U0001087F', 1},
	},
}

// scriptPau_Cin_Hau has the characters of script Pau_Cin_Hau.
var scriptPau_Cin_Hau = RangeTable{
	R32: []Range32{
		{'\U00011AC0', '\U00011AF8', 1},
	},
}

// scriptPhags_Pa has the characters of script Phags_Pa.
var scriptPhags_Pa = RangeTable{
	R16: []Range16{
		{'\uA840', '\uA877', 1},
	},
}

// scriptPhoenician has the characters of script Phoenician.
var scriptPhoenician = RangeTable{
	R32: []Range32{
		{'\U00010900', '\U0001091B', 1}, {'\U0001091F', '\U0001091F', 1},
	},
}

// scriptPsalter_Pahlavi has the characters of script Psalter_Pahlavi.
var scriptPsalter_Pahlavi = RangeTable{
	R32: []Range32{
		{'\U00010B80', '\U00010B91', 1}, {'\U00010B99', '\U00010B9C', 1}, {'\U00010BA9', '\U00010BAF', 1},
	},
}

// scriptRejang has the characters of script Rejang.
var scriptRejang = RangeTable{
	R16: []Range16{
		{'\uA930', '\uA953', 1}, {'\uA95F', '\uA95F', 1},
	},
}

// scriptRunic has the characters of script Runic.
var scriptRunic = RangeTable{
	R16: []Range16{
		{'\u16A0', '\u16EA', 1}, {'\u16EE', '\u16F8', 1},
	},
}

// scriptSamaritan has the characters of script Samaritan.
var scriptSamaritan = RangeTable{
	R16: []Range16{
		{'\u0800', '\u082D', 1}, {'\u0830', '\u083E', 1},
	},
}

// scriptSaurashtra has the characters of script Saurashtra.
var scriptSaurashtra = RangeTable{
	R16: []Range16{
		{'\uA880', '\uA8C5', 1}, {'\uA8CE', '\uA8D9', 1},
	},
}

// scriptSharada has the characters of script Sharada.
var scriptSharada = RangeTable{
	R32: []Range32{
		{'\U00011180', '\U000111DF', 1}, {'\U00011B60', '\U00011B67', 1},
	},
}
