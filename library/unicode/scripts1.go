// This file holds the tables of the scripts, part 1. Generated from the Unicode character database.

package unicode

// scriptAdlam has the characters of script Adlam.
var scriptAdlam = RangeTable{
	R32: []Range32{
		{'\U0001E900', '\U0001E94B', 1}, {'\U0001E950', '\U0001E959', 1}, {'\U0001E95E', '\U0001E95F', 1},
	},
}

// scriptAhom has the characters of script Ahom.
var scriptAhom = RangeTable{
	R32: []Range32{
		{'\U00011700', '\U0001171A', 1}, {'\U0001171D', '\U0001172B', 1}, {'\U00011730', '\U00011746', 1},
	},
}

// scriptAnatolian_Hieroglyphs has the characters of script Anatolian_Hieroglyphs.
var scriptAnatolian_Hieroglyphs = RangeTable{
	R32: []Range32{
		{'\U00014400', '\U00014646', 1},
	},
}

// scriptArabic has the characters of script Arabic.
var scriptArabic = RangeTable{
	R16: []Range16{
		{'\u0600', '\u0604', 1}, {'\u0606', '\u060B', 1}, {'\u060D', '\u061A', 1}, {'\u061C', '\u061E', 1},
		{'\u0620', '\u063F', 1}, {'\u0641', '\u064A', 1}, {'\u0656', '\u066F', 1}, {'\u0671', '\u06DC', 1},
		{'\u06DE', '\u06FF', 1}, {'\u0750', '\u077F', 1}, {'\u0870', '\u0891', 1}, {'\u0897', '\u08E1', 1},
		{'\u08E3', '\u08FF', 1}, {'\uFB50', '\uFD3D', 1}, {'\uFD40', '\uFDCF', 1}, {'\uFDF0', '\uFDFF', 1},
		{'\uFE70', '\uFE74', 1}, {'\uFE76', '\uFEFC', 1},
	},
	R32: []Range32{
		{'\U00010E60', '\U00010E7E', 1}, {'\U00010EC2', '\U00010EC7', 1}, {'\U00010ED0', '\U00010ED8', 1}, {'\U00010EFA', '\U00010EFF', 1},
		{'\U0001EE00', '\U0001EE03', 1}, {'\U0001EE05', '\U0001EE1F', 1}, {'\U0001EE21', '\U0001EE22', 1}, {'\U0001EE24', '\U0001EE24', 1},
		{'\U0001EE27', '\U0001EE27', 1}, {'\U0001EE29', '\U0001EE32', 1}, {'\U0001EE34', '\U0001EE37', 1}, {'\U0001EE39', '\U0001EE39', 1},
		{'\U0001EE3B', '\U0001EE3B', 1}, {'\U0001EE42', '\U0001EE42', 1}, {'\U0001EE47', '\U0001EE4B', 2}, {'\U0001EE4D', '\U0001EE4F', 1},
		{'\U0001EE51', '\U0001EE52', 1}, {'\U0001EE54', '\U0001EE54', 1}, {'\U0001EE57', '\U0001EE5F', 2}, {'\U0001EE61', '\U0001EE62', 1},
		{'\U0001EE64', '\U0001EE64', 1}, {'\U0001EE67', '\U0001EE6A', 1}, {'\U0001EE6C', '\U0001EE72', 1}, {'\U0001EE74', '\U0001EE77', 1},
		{'\U0001EE79', '\U0001EE7C', 1}, {'\U0001EE7E', '\U0001EE7E', 1}, {'\U0001EE80', '\U0001EE89', 1}, {'\U0001EE8B', '\U0001EE9B', 1},
		{'\U0001EEA1', '\U0001EEA3', 1}, {'\U0001EEA5', '\U0001EEA9', 1}, {'\U0001EEAB', '\U0001EEBB', 1}, {'\U0001EEF0', '\U0001EEF1', 1},
	},
}

// scriptArmenian has the characters of script Armenian.
var scriptArmenian = RangeTable{
	R16: []Range16{
		{'\u0531', '\u0556', 1}, {'\u0559', '\u058A', 1}, {'\u058D', '\u058F', 1}, {'\uFB13', '\uFB17', 1},
	},
}

// scriptAvestan has the characters of script Avestan.
var scriptAvestan = RangeTable{
	R32: []Range32{
		{'\U00010B00', '\U00010B35', 1}, {'\U00010B39', '\U00010B3F', 1},
	},
}

// scriptBalinese has the characters of script Balinese.
var scriptBalinese = RangeTable{
	R16: []Range16{
		{'\u1B00', '\u1B4C', 1}, {'\u1B4E', '\u1B7F', 1},
	},
}

// scriptBamum has the characters of script Bamum.
var scriptBamum = RangeTable{
	R16: []Range16{
		{'\uA6A0', '\uA6F7', 1},
	},
	R32: []Range32{
		{'\U00016800', '\U00016A38', 1},
	},
}

// scriptBassa_Vah has the characters of script Bassa_Vah.
var scriptBassa_Vah = RangeTable{
	R32: []Range32{
		{'\U00016AD0', '\U00016AED', 1}, {'\U00016AF0', '\U00016AF5', 1},
	},
}

// scriptBatak has the characters of script Batak.
var scriptBatak = RangeTable{
	R16: []Range16{
		{'\u1BC0', '\u1BF3', 1}, {'\u1BFC', '\u1BFF', 1},
	},
}

// scriptBengali has the characters of script Bengali.
var scriptBengali = RangeTable{
	R16: []Range16{
		{'\u0980', '\u0983', 1}, {'\u0985', '\u098C', 1}, {'\u098F', '\u0990', 1}, {'\u0993', '\u09A8', 1},
		{'\u09AA', '\u09B0', 1}, {'\u09B2', '\u09B2', 1}, {'\u09B6', '\u09B9', 1}, {'\u09BC', '\u09C4', 1},
		{'\u09C7', '\u09C8', 1}, {'\u09CB', '\u09CE', 1}, {'\u09D7', '\u09D7', 1}, {'\u09DC', '\u09DD', 1},
		{'\u09DF', '\u09E3', 1}, {'\u09E6', '\u09FE', 1},
	},
}

// scriptBeria_Erfe has the characters of script Beria_Erfe.
var scriptBeria_Erfe = RangeTable{
	R32: []Range32{
		{'\U00016EA0', '\U00016EB8', 1}, {'\U00016EBB', '\U00016ED3', 1},
	},
}

// scriptBhaiksuki has the characters of script Bhaiksuki.
var scriptBhaiksuki = RangeTable{
	R32: []Range32{
		{'\U00011C00', '\U00011C08', 1}, {'\U00011C0A', '\U00011C36', 1}, {'\U00011C38', '\U00011C45', 1}, {'\U00011C50', '\U00011C6C', 1},
	},
}

// scriptBopomofo has the characters of script Bopomofo.
var scriptBopomofo = RangeTable{
	R16: []Range16{
		{'\u02EA', '\u02EB', 1}, {'\u3105', '\u312F', 1}, {'\u31A0', '\u31BF', 1},
	},
}

// scriptBrahmi has the characters of script Brahmi.
var scriptBrahmi = RangeTable{
	R32: []Range32{
		{'\U00011000', '\U0001104D', 1}, {'\U00011052', '\U00011075', 1}, {'\U0001107F', '\U0001107F', 1},
	},
}

// scriptBraille has the characters of script Braille.
var scriptBraille = RangeTable{
	R16: []Range16{
		{'\u2800', '\u28FF', 1},
	},
}

// scriptBuginese has the characters of script Buginese.
var scriptBuginese = RangeTable{
	R16: []Range16{
		{'\u1A00', '\u1A1B', 1}, {'\u1A1E', '\u1A1F', 1},
	},
}

// scriptBuhid has the characters of script Buhid.
var scriptBuhid = RangeTable{
	R16: []Range16{
		{'\u1740', '\u1753', 1},
	},
}

// scriptCanadian_Aboriginal has the characters of script Canadian_Aboriginal.
var scriptCanadian_Aboriginal = RangeTable{
	R16: []Range16{
		{'\u1400', '\u167F', 1}, {'\u18B0', '\u18F5', 1},
	},
	R32: []Range32{
		{'\U00011AB0', '\U00011ABF', 1},
	},
}

// scriptCarian has the characters of script Carian.
var scriptCarian = RangeTable{
	R32: []Range32{
		{'\U000102A0', '\U000102D0', 1},
	},
}

// scriptCaucasian_Albanian has the characters of script Caucasian_Albanian.
var scriptCaucasian_Albanian = RangeTable{
	R32: []Range32{
		{'\U00010530', '\U00010563', 1}, {'\U0001056F', '\U0001056F', 1},
	},
}

// scriptChakma has the characters of script Chakma.
var scriptChakma = RangeTable{
	R32: []Range32{
		{'\U00011100', '\U00011134', 1}, {'\U00011136', '\U00011147', 1},
	},
}

// scriptCham has the characters of script Cham.
var scriptCham = RangeTable{
	R16: []Range16{
		{'\uAA00', '\uAA36', 1}, {'\uAA40', '\uAA4D', 1}, {'\uAA50', '\uAA59', 1}, {'\uAA5C', '\uAA5F', 1},
	},
}

// scriptCherokee has the characters of script Cherokee.
var scriptCherokee = RangeTable{
	R16: []Range16{
		{'\u13A0', '\u13F5', 1}, {'\u13F8', '\u13FD', 1}, {'\uAB70', '\uABBF', 1},
	},
}

// scriptChorasmian has the characters of script Chorasmian.
var scriptChorasmian = RangeTable{
	R32: []Range32{
		{'\U00010FB0', '\U00010FCB', 1},
	},
}

// scriptCommon has the characters of script Common.
var scriptCommon = RangeTable{
	R16: []Range16{
		{'\u0000', '\u0040', 1}, {'\u005B', '\u0060', 1}, {'\u007B', '\u00A9', 1}, {'\u00AB', '\u00B9', 1},
		{'\u00BB', '\u00BF', 1}, {'\u00D7', '\u00D7', 1}, {'\u00F7', '\u00F7', 1}, {'\u02B9', '\u02DF', 1},
		{'\u02E5', '\u02E9', 1}, {'\u02EC', '\u02FF', 1}, {'\u0374', '\u0374', 1}, {'\u037E', '\u037E', 1},
		{'\u0385', '\u0385', 1}, {'\u0387', '\u0387', 1}, {'\u0605', '\u0605', 1}, {'\u060C', '\u060C', 1},
		{'\u061B', '\u061B', 1}, {'\u061F', '\u061F', 1}, {'\u0640', '\u0640', 1}, {'\u06DD', '\u06DD', 1},
		{'\u08E2', '\u08E2', 1}, {'\u0964', '\u0965', 1}, {'\u0E3F', '\u0E3F', 1}, {'\u0FD5', '\u0FD8', 1},
		{'\u10FB', '\u10FB', 1}, {'\u16EB', '\u16ED', 1}, {'\u1735', '\u1736', 1}, {'\u1802', '\u1803', 1},
		{'\u1805', '\u1805', 1}, {'\u1CD3', '\u1CD3', 1}, {'\u1CE1', '\u1CE1', 1}, {'\u1CE9', '\u1CEC', 1},
		{'\u1CEE', '\u1CF3', 1}, {'\u1CF5', '\u1CF7', 1}, {'\u1CFA', '\u1CFA', 1}, {'\u2000', '\u200B', 1},
		{'\u200E', '\u2064', 1}, {'\u2066', '\u2070', 1}, {'\u2074', '\u207E', 1}, {'\u2080', '\u208E', 1},
		{'\u20A0', '\u20C1', 1}, {'\u2100', '\u2125', 1}, {'\u2127', '\u2129', 1}, {'\u212C', '\u2131', 1},
		{'\u2133', '\u214D', 1}, {'\u214F', '\u215F', 1}, {'\u2189', '\u218B', 1}, {'\u2190', '\u2429', 1},
		{'\u2440', '\u244A', 1}, {'\u2460', '\u27FF', 1}, {'\u2900', '\u2B73', 1}, {'\u2B76', '\u2BFF', 1},
		{'\u2E00', '\u2E5D', 1}, {'\u2FF0', '\u3004', 1}, {'\u3006', '\u3006', 1}, {'\u3008', '\u3020', 1},
		{'\u3030', '\u3037', 1}, {'\u303C', '\u303F', 1}, {'\u309B', '\u309C', 1}, {'\u30A0', '\u30A0', 1},
		{'\u30FB', '\u30FC', 1}, {'\u3190', '\u319F', 1}, {'\u31C0', '\u31E5', 1}, {'\u31EF', '\u31EF', 1},
		{'\u3220', '\u325F', 1}, {'\u327F', '\u32CF', 1}, {'\u32FF', '\u32FF', 1}, {'\u3358', '\u33FF', 1},
		{'\u4DC0', '\u4DFF', 1}, {'\uA700', '\uA721', 1}, {'\uA788', '\uA78A', 1}, {'\uA830', '\uA839', 1},
		{'\uA92E', '\uA92E', 1}, {'\uA9CF', '\uA9CF', 1}, {'\uAB5B', '\uAB5B', 1}, {'\uAB6A', '\uAB6B', 1},
		{'\uFD3E', '\uFD3F', 1}, {'\uFE10', '\uFE19', 1}, {'\uFE30', '\uFE52', 1}, {'\uFE54', '\uFE66', 1},
		{'\uFE68', '\uFE6B', 1}, {'\uFEFF', '\uFEFF', 1}, {'\uFF01', '\uFF20', 1}, {'\uFF3B', '\uFF40', 1},
		{'\uFF5B', '\uFF65', 1}, {'\uFF70', '\uFF70', 1}, {'\uFF9E', '\uFF9F', 1}, {'\uFFE0', '\uFFE6', 1},
		{'\uFFE8', '\uFFEE', 1}, {'\uFFF9', '\uFFFD', 1},
	},
	R32: []Range32{
		{'\U00010100', '\U00010102', 1}, {'\U00010107', '\U00010133', 1}, {'\U00010137', '\U0001013F', 1}, {'\U00010190', '\U0001019C', 1},
		{'\U000101D0', '\U000101FC', 1}, {'\U000102E1', '\U000102FB', 1}, {'\U0001BCA0', '\U0001BCA3', 1}, {'\U0001CC00', '\U0001CCFC', 1},
		{'\U0001CD00', '\U0001CEB3', 1}, {'\U0001CEBA', '\U0001CED0', 1}, {'\U0001CEE0', '\U0001CEF0', 1}, {'\U0001CF50', '\U0001CFC3', 1},
		{'\U0001D000', '\U0001D0F5', 1}, {'\U0001D100', '\U0001D126', 1}, {'\U0001D129', '\U0001D166', 1}, {'\U0001D16A', '\U0001D17A', 1},
		{'\U0001D183', '\U0001D184', 1}, {'\U0001D18C', '\U0001D1A9', 1}, {'\U0001D1AE', '\U0001D1EA', 1}, {'\U0001D2C0', '\U0001D2D3', 1},
		{'\U0001D2E0', '\U0001D2F3', 1}, {'\U0001D300', '\U0001D356', 1}, {'\U0001D360', '\U0001D378', 1}, {'\U0001D400', '\U0001D454', 1},
		{'\U0001D456', '\U0001D49C', 1}, {'\U0001D49E', '\U0001D49F', 1}, {'\U0001D4A2', '\U0001D4A2', 1}, {'\U0001D4A5', '\U0001D4A6', 1},
		{'\U0001D4A9', '\U0001D4AC', 1}, {'\U0001D4AE', '\U0001D4B9', 1}, {'\U0001D4BB', '\U0001D4BB', 1}, {'\U0001D4BD', '\U0001D4C3', 1},
		{'\U0001D4C5', '\U0001D505', 1}, {'\U0001D507', '\U0001D50A', 1}, {'\U0001D50D', '\U0001D514', 1}, {'\U0001D516', '\U0001D51C', 1},
		{'\U0001D51E', '\U0001D539', 1}, {'\U0001D53B', '\U0001D53E', 1}, {'\U0001D540', '\U0001D544', 1}, {'\U0001D546', '\U0001D546', 1},
		{'\U0001D54A', '\U0001D550', 1}, {'\U0001D552', '\U0001D6A5', 1}, {'\U0001D6A8', '\U0001D7CB', 1}, {'\U0001D7CE', '\U0001D7FF', 1},
		{'\U0001EC71', '\U0001ECB4', 1}, {'\U0001ED01', '\U0001ED3D', 1}, {'\U0001F000', '\U0001F02B', 1}, {'\U0001F030', '\U0001F093', 1},
		{'\U0001F0A0', '\U0001F0AE', 1}, {'\U0001F0B1', '\U0001F0BF', 1}, {'\U0001F0C1', '\U0001F0CF', 1}, {'\U0001F0D1', '\U0001F0F5', 1},
		{'\U0001F100', '\U0001F1AD', 1}, {'\U0001F1E6', '\U0001F1FF', 1}, {'\U0001F201', '\U0001F202', 1}, {'\U0001F210', '\U0001F23B', 1},
		{'\U0001F240', '\U0001F248', 1}, {'\U0001F250', '\U0001F251', 1}, {'\U0001F260', '\U0001F265', 1}, {'\U0001F300', '\U0001F6D8', 1},
		{'\U0001F6DC', '\U0001F6EC', 1}, {'\U0001F6F0', '\U0001F6FC', 1}, {'\U0001F700', '\U0001F7D9', 1}, {'\U0001F7E0', '\U0001F7EB', 1},
		{'\U0001F7F0', '\U0001F7F0', 1}, {'\U0001F800', '\U0001F80B', 1}, {'\U0001F810', '\U0001F847', 1}, {'\U0001F850', '\U0001F859', 1},
		{'\U0001F860', '\U0001F887', 1}, {'\U0001F890', '\U0001F8AD', 1}, {'\U0001F8B0', '\U0001F8BB', 1}, {'\U0001F8C0', '\U0001F8C1', 1},
		{'\U0001F8D0', '\U0001F8D8', 1}, {'\U0001F900', '\U0001FA57', 1}, {'\U0001FA60', '\U0001FA6D', 1}, {'\U0001FA70', '\U0001FA7C', 1},
		{'\U0001FA80', '\U0001FA8A', 1}, {'\U0001FA8E', '\U0001FAC6', 1}, {'\U0001FAC8', '\U0001FAC8', 1}, {'\U0001FACD', '\U0001FADC', 1},
		{'\U0001FADF', '\U0001FAEA', 1}, {'\U0001FAEF', '\U0001FAF8', 1}, {'\U0001FB00', '\U0001FB92', 1}, {'\U0001FB94', '\U0001FBFA', 1},
		{'\U000E0001', '\U000E0001', 1}, {'\U000E0020', '\U000E007F', 1},
	},
	LatinOffset: 7,
}

// scriptCoptic has the characters of script Coptic.
var scriptCoptic = RangeTable{
	R16: []Range16{
		{'\u03E2', '\u03EF', 1}, {'\u2C80', '\u2CF3', 1}, {'\u2CF9', '\u2CFF', 1},
	},
}

// scriptCuneiform has the characters of script Cuneiform.
var scriptCuneiform = RangeTable{
	R32: []Range32{
		{'\U00012000', '\U00012399', 1}, {'\U00012400', '\U0001246E', 1}, {'\U00012470', '\U00012474', 1}, {'\U00012480', '\U00012543', 1},
	},
}

// scriptCypriot has the characters of script Cypriot.
var scriptCypriot = RangeTable{
	R32: []Range32{
		{'\U00010800', '\U00010805', 1}, {'\U00010808', '\U00010808', 1}, {'\U0001080A', '\U00010835', 1}, {'\U00010837', '\U00010838', 1},
		{'\U0001083C', '\U0001083C', 1}, {'\U0001083F', '\U0001083F', 1},
	},
}

// scriptCypro_Minoan has the characters of script Cypro_Minoan.
var scriptCypro_Minoan = RangeTable{
	R32: []Range32{
		{'\U00012F90', '\U00012FF2', 1},
	},
}

// scriptCyrillic has the characters of script Cyrillic.
var scriptCyrillic = RangeTable{
	R16: []Range16{
		{'\u0400', '\u0484', 1}, {'\u0487', '\u052F', 1}, {'\u1C80', '\u1C8A', 1}, {'\u1D2B', '\u1D2B', 1},
		{'\u1D78', '\u1D78', 1}, {'\u2DE0', '\u2DFF', 1}, {'\uA640', '\uA69F', 1}, {'\uFE2E', '\uFE2F', 1},
	},
	R32: []Range32{
		{'\U0001E030', '\U0001E06D', 1}, {'\U0001E08F', '\U0001E08F', 1},
	},
}

// scriptDeseret has the characters of script Deseret.
var scriptDeseret = RangeTable{
	R32: []Range32{
		{'\U00010400', '\U0001044F', 1},
	},
}

// scriptDevanagari has the characters of script Devanagari.
var scriptDevanagari = RangeTable{
	R16: []Range16{
		{'\u0900', '\u0950', 1}, {'\u0955', '\u0963', 1}, {'\u0966', '\u097F', 1}, {'\uA8E0', '\uA8FF', 1},
	},
	R32: []Range32{
		{'\U00011B00', '\U00011B09', 1},
	},
}

// scriptDives_Akuru has the characters of script Dives_Akuru.
var scriptDives_Akuru = RangeTable{
	R32: []Range32{
		{'\U00011900', '\U00011906', 1}, {'\U00011909', '\U00011909', 1}, {'\U0001190C', '\U00011913', 1}, {'\U00011915', '\U00011916', 1},
		{'\U00011918', '\U00011935', 1}, {'\U00011937', '\U00011938', 1}, {'\U0001193B', '\U00011946', 1}, {'\U00011950', '\U00011959', 1},
	},
}

// scriptDogra has the characters of script Dogra.
var scriptDogra = RangeTable{
	R32: []Range32{
		{'\U00011800', '\U0001183B', 1},
	},
}

// scriptDuployan has the characters of script Duployan.
var scriptDuployan = RangeTable{
	R32: []Range32{
		{'\U0001BC00', '\U0001BC6A', 1}, {'\U0001BC70', '\U0001BC7C', 1}, {'\U0001BC80', '\U0001BC88', 1}, {'\U0001BC90', '\U0001BC99', 1},
		{'\U0001BC9C', '\U0001BC9F', 1},
	},
}

// scriptEgyptian_Hieroglyphs has the characters of script Egyptian_Hieroglyphs.
var scriptEgyptian_Hieroglyphs = RangeTable{
	R32: []Range32{
		{'\U00013000', '\U00013455', 1}, {'\U00013460', '\U000143FA', 1},
	},
}

// scriptElbasan has the characters of script Elbasan.
var scriptElbasan = RangeTable{
	R32: []Range32{
		{'\U00010500', '\U00010527', 1},
	},
}

// scriptElymaic has the characters of script Elymaic.
var scriptElymaic = RangeTable{
	R32: []Range32{
		{'\U00010FE0', '\U00010FF6', 1},
	},
}

// scriptEthiopic has the characters of script Ethiopic.
var scriptEthiopic = RangeTable{
	R16: []Range16{
		{'\u1200', '\u1248', 1}, {'\u124A', '\u124D', 1}, {'\u1250', '\u1256', 1}, {'\u1258', '\u1258', 1},
		{'\u125A', '\u125D', 1}, {'\u1260', '\u1288', 1}, {'\u128A', '\u128D', 1}, {'\u1290', '\u12B0', 1},
		{'\u12B2', '\u12B5', 1}, {'\u12B8', '\u12BE', 1}, {'\u12C0', '\u12C0', 1}, {'\u12C2', '\u12C5', 1},
		{'\u12C8', '\u12D6', 1}, {'\u12D8', '\u1310', 1}, {'\u1312', '\u1315', 1}, {'\u1318', '\u135A', 1},
		{'\u135D', '\u137C', 1}, {'\u1380', '\u1399', 1}, {'\u2D80', '\u2D96', 1}, {'\u2DA0', '\u2DA6', 1},
		{'\u2DA8', '\u2DAE', 1}, {'\u2DB0', '\u2DB6', 1}, {'\u2DB8', '\u2DBE', 1}, {'\u2DC0', '\u2DC6', 1},
		{'\u2DC8', '\u2DCE', 1}, {'\u2DD0', '\u2DD6', 1}, {'\u2DD8', '\u2DDE', 1}, {'\uAB01', '\uAB06', 1},
		{'\uAB09', '\uAB0E', 1}, {'\uAB11', '\uAB16', 1}, {'\uAB20', '\uAB26', 1}, {'\uAB28', '\uAB2E', 1},
	},
	R32: []Range32{
		{'\U0001E7E0', '\U0001E7E6', 1}, {'\U0001E7E8', '\U0001E7EB', 1}, {'\U0001E7ED', '\U0001E7EE', 1}, {'\U0001E7F0', '\U0001E7FE', 1},
	},
}

// scriptGaray has the characters of script Garay.
var scriptGaray = RangeTable{
	R32: []Range32{
		{'\U00010D40', '\U00010D65', 1}, {'\U00010D69', '\U00010D85', 1}, {'\U00010D8E', '\U00010D8F', 1},
	},
}

// scriptGeorgian has the characters of script Georgian.
var scriptGeorgian = RangeTable{
	R16: []Range16{
		{'\u10A0', '\u10C5', 1}, {'\u10C7', '\u10C7', 1}, {'\u10CD', '\u10CD', 1}, {'\u10D0', '\u10FA', 1},
		{'\u10FC', '\u10FF', 1}, {'\u1C90', '\u1CBA', 1}, {'\u1CBD', '\u1CBF', 1}, {'\u2D00', '\u2D25', 1},
		{'\u2D27', '\u2D27', 1}, {'\u2D2D', '\u2D2D', 1},
	},
}

// scriptGlagolitic has the characters of script Glagolitic.
var scriptGlagolitic = RangeTable{
	R16: []Range16{
		{'\u2C00', '\u2C5F', 1},
	},
	R32: []Range32{
		{'\U0001E000', '\U0001E006', 1}, {'\U0001E008', '\U0001E018', 1}, {'\U0001E01B', '\U0001E021', 1}, {'\U0001E023', '\U0001E024', 1},
		{'\U0001E026', '\U0001E02A', 1},
	},
}

// scriptGothic has the characters of script Gothic.
var scriptGothic = RangeTable{
	R32: []Range32{
		{'\U00010330', '\U0001034A', 1},
	},
}

// scriptGrantha has the characters of script Grantha.
var scriptGrantha = RangeTable{
	R32: []Range32{
		{'\U00011300', '\U00011303', 1}, {'\U00011305', '\U0001130C', 1}, {'\U0001130F', '\U00011310', 1}, {'\U00011313', '\U00011328', 1},
		{'\U0001132A', '\U00011330', 1}, {'\U00011332', '\U00011333', 1}, {'\U00011335', '\U00011339', 1}, {'\U0001133C', '\U00011344', 1},
		{'\U00011347', '\U00011348', 1}, {'\U0001134B', '\U0001134D', 1}, {'\U00011350', '\U00011350', 1}, {'\U00011357', '\U00011357', 1},
		{'\U0001135D', '\U00011363', 1}, {'\U00011366', '\U0001136C', 1}, {'\U00011370', '\U00011374', 1},
	},
}

// scriptGreek has the characters of script Greek.
var scriptGreek = RangeTable{
	R16: []Range16{
		{'\u0370', '\u0373', 1}, {'\u0375', '\u0377', 1}, {'\u037A', '\u037D', 1}, {'\u037F', '\u037F', 1},
		{'\u0384', '\u0384', 1}, {'\u0386', '\u0386', 1}, {'\u0388', '\u038A', 1}, {'\u038C', '\u038C', 1},
		{'\u038E', '\u03A1', 1}, {'\u03A3', '\u03E1', 1}, {'\u03F0', '\u03FF', 1}, {'\u1D26', '\u1D2A', 1},
		{'\u1D5D', '\u1D61', 1}, {'\u1D66', '\u1D6A', 1}, {'\u1DBF', '\u1DBF', 1}, {'\u1F00', '\u1F15', 1},
		{'\u1F18', '\u1F1D', 1}, {'\u1F20', '\u1F45', 1}, {'\u1F48', '\u1F4D', 1}, {'\u1F50', '\u1F57', 1},
		{'\u1F59', '\u1F5D', 2}, {'\u1F5F', '\u1F7D', 1}, {'\u1F80', '\u1FB4', 1}, {'\u1FB6', '\u1FC4', 1},
		{'\u1FC6', '\u1FD3', 1}, {'\u1FD6', '\u1FDB', 1}, {'\u1FDD', '\u1FEF', 1}, {'\u1FF2', '\u1FF4', 1},
		{'\u1FF6', '\u1FFE', 1}, {'\u2126', '\u2126', 1}, {'\uAB65', '\uAB65', 1},
	},
	R32: []Range32{
		{'\U00010140', '\U0001018E', 1}, {'\U000101A0', '\U000101A0', 1}, {'\U0001D200', '\U0001D245', 1},
	},
}

// scriptGujarati has the characters of script Gujarati.
var scriptGujarati = RangeTable{
	R16: []Range16{
		{'\u0A81', '\u0A83', 1}, {'\u0A85', '\u0A8D', 1}, {'\u0A8F', '\u0A91', 1}, {'\u0A93', '\u0AA8', 1},
		{'\u0AAA', '\u0AB0', 1}, {'\u0AB2', '\u0AB3', 1}, {'\u0AB5', '\u0AB9', 1}, {'\u0ABC', '\u0AC5', 1},
		{'\u0AC7', '\u0AC9', 1}, {'\u0ACB', '\u0ACD', 1}, {'\u0AD0', '\u0AD0', 1}, {'\u0AE0', '\u0AE3', 1},
		{'\u0AE6', '\u0AF1', 1}, {'\u0AF9', '\u0AFF', 1},
	},
}

// scriptGunjala_Gondi has the characters of script Gunjala_Gondi.
var scriptGunjala_Gondi = RangeTable{
	R32: []Range32{
		{'\U00011D60', '\U00011D65', 1}, {'\U00011D67', '\U00011D68', 1}, {'\U00011D6A', '\U00011D8E', 1}, {'\U00011D90', '\U00011D91', 1},
		{'\U00011D93', '\U00011D98', 1}, {'\U00011DA0', '\U00011DA9', 1},
	},
}

// scriptGurmukhi has the characters of script Gurmukhi.
var scriptGurmukhi = RangeTable{
	R16: []Range16{
		{'\u0A01', '\u0A03', 1}, {'\u0A05', '\u0A0A', 1}, {'\u0A0F', '\u0A10', 1}, {'\u0A13', '\u0A28', 1},
		{'\u0A2A', '\u0A30', 1}, {'\u0A32', '\u0A33', 1}, {'\u0A35', '\u0A36', 1}, {'\u0A38', '\u0A39', 1},
		{'\u0A3C', '\u0A3C', 1}, {'\u0A3E', '\u0A42', 1}, {'\u0A47', '\u0A48', 1}, {'\u0A4B', '\u0A4D', 1},
		{'\u0A51', '\u0A51', 1}, {'\u0A59', '\u0A5C', 1}, {'\u0A5E', '\u0A5E', 1}, {'\u0A66', '\u0A76', 1},
	},
}

// scriptGurung_Khema has the characters of script Gurung_Khema.
var scriptGurung_Khema = RangeTable{
	R32: []Range32{
		{'\U00016100', '\U00016139', 1},
	},
}

// scriptHan has the characters of script Han.
var scriptHan = RangeTable{
	R16: []Range16{
		{'\u2E80', '\u2E99', 1}, {'\u2E9B', '\u2EF3', 1}, {'\u2F00', '\u2FD5', 1}, {'\u3005', '\u3005', 1},
		{'\u3007', '\u3007', 1}, {'\u3021', '\u3029', 1}, {'\u3038', '\u303B', 1}, {'\u3400', '\u4DBF', 1},
		{'\u4E00', '\u9FFF', 1}, {'\uF900', '\uFA6D', 1}, {'\uFA70', '\uFAD9', 1},
	},
	R32: []Range32{
		{'\U00016FE2', '\U00016FE3', 1}, {'\U00016FF0', '\U00016FF6', 1}, {'\U00020000', '\U0002A6DF', 1}, {'\U0002A700', '\U0002B81D', 1},
		{'\U0002B820', '\U0002CEAD', 1}, {'\U0002CEB0', '\U0002EBE0', 1}, {'\U0002EBF0', '\U0002EE5D', 1}, {'\U0002F800', '\U0002FA1D', 1},
		{'\U00030000', '\U0003134A', 1}, {'\U00031350', '\U00033479', 1},
	},
}

// scriptHangul has the characters of script Hangul.
var scriptHangul = RangeTable{
	R16: []Range16{
		{'\u1100', '\u11FF', 1}, {'\u302E', '\u302F', 1}, {'\u3131', '\u318E', 1}, {'\u3200', '\u321E', 1},
		{'\u3260', '\u327E', 1}, {'\uA960', '\uA97C', 1}, {'\uAC00', '\uD7A3', 1}, {'\uD7B0', '\uD7C6', 1},
		{'\uD7CB', '\uD7FB', 1}, {'\uFFA0', '\uFFBE', 1}, {'\uFFC2', '\uFFC7', 1}, {'\uFFCA', '\uFFCF', 1},
		{'\uFFD2', '\uFFD7', 1}, {'\uFFDA', '\uFFDC', 1},
	},
}

// scriptHanifi_Rohingya has the characters of script Hanifi_Rohingya.
var scriptHanifi_Rohingya = RangeTable{
	R32: []Range32{
		{'\U00010D00', '\U00010D27', 1}, {'\U00010D30', '\U00010D39', 1},
	},
}

// scriptHanunoo has the characters of script Hanunoo.
var scriptHanunoo = RangeTable{
	R16: []Range16{
		{'\u1720', '\u1734', 1},
	},
}

// scriptHatran has the characters of script Hatran.
var scriptHatran = RangeTable{
	R32: []Range32{
		{'\U000108E0', '\U000108F2', 1}, {'\U000108F4', '\U000108F5', 1}, {'\U000108FB', '\U000108FF', 1},
	},
}

// scriptHebrew has the characters of script Hebrew.
var scriptHebrew = RangeTable{
	R16: []Range16{
		{'\u0591', '\u05C7', 1}, {'\u05D0', '\u05EA', 1}, {'\u05EF', '\u05F4', 1}, {'\uFB1D', '\uFB36', 1},
		{'\uFB38', '\uFB3C', 1}, {'\uFB3E', '\uFB3E', 1}, {'\uFB40', '\uFB41', 1}, {'\uFB43', '\uFB44', 1},
		{'\uFB46', '\uFB4F', 1},
	},
}

// scriptHiragana has the characters of script Hiragana.
var scriptHiragana = RangeTable{
	R16: []Range16{
		{'\u3041', '\u3096', 1}, {'\u309D', '\u309F', 1},
	},
	R32: []Range32{
		{'\U0001B001', '\U0001B11F', 1}, {'\U0001B132', '\U0001B132', 1}, {'\U0001B150', '\U0001B152', 1}, {'\U0001F200', '\U0001F200', 1},
	},
}

// scriptImperial_Aramaic has the characters of script Imperial_Aramaic.
var scriptImperial_Aramaic = RangeTable{
	R32: []Range32{
		{'\U00010840', '\U00010855', 1}, {'\U00010857', '\U0001085F', 1},
	},
}

// scriptInherited has the characters of script Inherited.
var scriptInherited = RangeTable{
	R16: []Range16{
		{'\u0300', '\u036F', 1}, {'\u0485', '\u0486', 1}, {'\u064B', '\u0655', 1}, {'\u0670', '\u0670', 1},
		{'\u0951', '\u0954', 1}, {'\u1AB0', '\u1ADD', 1}, {'\u1AE0', '\u1AEB', 1}, {'\u1CD0', '\u1CD2', 1},
		{'\u1CD4', '\u1CE0', 1}, {'\u1CE2', '\u1CE8', 1}, {'\u1CED', '\u1CED', 1}, {'\u1CF4', '\u1CF4', 1},
		{'\u1CF8', '\u1CF9', 1}, {'\u1DC0', '\u1DFF', 1}, {'\u200C', '\u200D', 1}, {'\u20D0', '\u20F0', 1},
		{'\u302A', '\u302D', 1}, {'\u3099', '\u309A', 1}, {'\uFE00', '\uFE0F', 1}, {'\uFE20', '\uFE2D', 1},
	},
	R32: []Range32{
		{'\U000101FD', '\U000101FD', 1}, {'\U000102E0', '\U000102E0', 1}, {'\U0001133B', '\U0001133B', 1}, {'\U0001CF00', '\U0001CF2D', 1},
		{'\U0001CF30', '\U0001CF46', 1}, {'\U0001D167', '\U0001D169', 1}, {'\U0001D17B', '\U0001D182', 1}, {'\U0001D185', '\U0001D18B', 1},
		{'\U0001D1AA', '\U0001D1AD', 1}, {'\U000E0100', '\U000E01EF', 1},
	},
}

// scriptInscriptional_Pahlavi has the characters of script Inscriptional_Pahlavi.
var scriptInscriptional_Pahlavi = RangeTable{
	R32: []Range32{
		{'\U00010B60', '\U00010B72', 1}, {'\U00010B78', '\U00010B7F', 1},
	},
}
