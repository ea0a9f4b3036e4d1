// This file holds the tables of the scripts, part 3. Generated from the Unicode character database.

package unicode

// scriptShavian has the characters of script Shavian.
var scriptShavian = RangeTable{
	R32: []Range32{
		{'\U00010450', '\U0001047F', 1},
	},
}

// scriptSiddham has the characters of script Siddham.
var scriptSiddham = RangeTable{
	R32: []Range32{
		{'\U00011580', '\U000115B5', 1}, {'\U000115B8', '\U000115DD', 1},
	},
}

// scriptSidetic has the characters of script Sidetic.
var scriptSidetic = RangeTable{
	R32: []Range32{
		{'\U00010940', '\U00010959', 1},
	},
}

// scriptSignWriting has the characters of script SignWriting.
var scriptSignWriting = RangeTable{
	R32: []Range32{
		{'\U0001D800', '\U0001DA8B', 1}, {'\U0001DA9B', '\U0001DA9F', 1}, {'\U0001DAA1', '\U0001DAAF', 1},
	},
}

// scriptSinhala has the characters of script Sinhala.
var scriptSinhala = RangeTable{
	R16: []Range16{
		{'\u0D81', '\u0D83', 1}, {'\u0D85', '\u0D96', 1}, {'\u0D9A', '\u0DB1', 1}, {'\u0DB3', '\u0DBB', 1},
		{'\u0DBD', '\u0DBD', 1}, {'\u0DC0', '\u0DC6', 1}, {'\u0DCA', '\u0DCA', 1}, {'\u0DCF', '\u0DD4', 1},
		{'\u0DD6', '\u0DD6', 1}, {'\u0DD8', '\u0DDF', 1}, {'\u0DE6', '\u0DEF', 1}, {'\u0DF2', '\u0DF4', 1},
	},
	R32: []Range32{
		{'\U000111E1', '\U000111F4', 1},
	},
}

// scriptSogdian has the characters of script Sogdian.
var scriptSogdian = RangeTable{
	R32: []Range32{
		{'\U00010F30', '\U00010F59', 1},
	},
}

// scriptSora_Sompeng has the characters of script Sora_Sompeng.
var scriptSora_Sompeng = RangeTable{
	R32: []Range32{
		{'\U000110D0', '\U000110E8', 1}, {'\U000110F0', '\U000110F9', 1},
	},
}

// scriptSoyombo has the characters of script Soyombo.
var scriptSoyombo = RangeTable{
	R32: []Range32{
		{'\U00011A50', '\U00011AA2', 1},
	},
}

// scriptSundanese has the characters of script Sundanese.
var scriptSundanese = RangeTable{
	R16: []Range16{
		{'\u1B80', '\u1BBF', 1}, {'\u1CC0', '\u1CC7', 1},
	},
}

// scriptSunuwar has the characters of script Sunuwar.
var scriptSunuwar = RangeTable{
	R32: []Range32{
		{'\U00011BC0', '\U00011BE1', 1}, {'\U00011BF0', '\U00011BF9', 1},
	},
}

// scriptSyloti_Nagri has the characters of script Syloti_Nagri.
var scriptSyloti_Nagri = RangeTable{
	R16: []Range16{
		{'\uA800', '\uA82C', 1},
	},
}

// scriptSyriac has the characters of script Syriac.
var scriptSyriac = RangeTable{
	R16: []Range16{
		{'\u0700', '\u070D', 1}, {'\u070F', '\u074A', 1}, {'\u074D', '\u074F', 1}, {'\u0860', '\u086A', 1},
	},
}

// scriptTagalog has the characters of script Tagalog.
var scriptTagalog = RangeTable{
	R16: []Range16{
		{'\u1700', '\u1715', 1}, {'\u171F', '\u171F', 1},
	},
}

// scriptTagbanwa has the characters of script Tagbanwa.
var scriptTagbanwa = RangeTable{
	R16: []Range16{
		{'\u1760', '\u176C', 1}, {'\u176E', '\u1770', 1}, {'\u1772', '\u1773', 1},
	},
}

// scriptTai_Le has the characters of script Tai_Le.
var scriptTai_Le = RangeTable{
	R16: []Range16{
		{'\u1950', '\u196D', 1}, {'\u1970', '\u1974', 1},
	},
}

// scriptTai_Tham has the characters of script Tai_Tham.
var scriptTai_Tham = RangeTable{
	R16: []Range16{
		{'\u1A20', '\u1A5E', 1}, {'\u1A60', '\u1A7C', 1}, {'\u1A7F', '\u1A89', 1}, {'\u1A90', '\u1A99', 1},
		{'\u1AA0', '\u1AAD', 1},
	},
}

// scriptTai_Viet has the characters of script Tai_Viet.
var scriptTai_Viet = RangeTable{
	R16: []Range16{
		{'\uAA80', '\uAAC2', 1}, {'\uAADB', '\uAADF', 1},
	},
}

// scriptTai_Yo has the characters of script Tai_Yo.
var scriptTai_Yo = RangeTable{
	R32: []Range32{
		{'\U0001E6C0', '\U0001E6DE', 1}, {'\U0001E6E0', '\U0001E6F5', 1}, {'\U0001E6FE', '\U0001E6FF', 1},
	},
}

// scriptTakri has the characters of script Takri.
var scriptTakri = RangeTable{
	R32: []Range32{
		{'\U00011680', '\U000116B9', 1}, {'\U000116C0', '\U000116C9', 1},
	},
}

// scriptTamil has the characters of script Tamil.
var scriptTamil = RangeTable{
	R16: []Range16{
		{'\u0B82', '\u0B83', 1}, {'\u0B85', '\u0B8A', 1}, {'\u0B8E', '\u0B90', 1}, {'\u0B92', '\u0B95', 1},
		{'\u0B99', '\u0B9A', 1}, {'\u0B9C', '\u0B9C', 1}, {'\u0B9E', '\u0B9F', 1}, {'\u0BA3', '\u0BA4', 1},
		{'\u0BA8', '\u0BAA', 1}, {'\u0BAE', '\u0BB9', 1}, {'\u0BBE', '\u0BC2', 1}, {'\u0BC6', '\u0BC8', 1},
		{'\u0BCA', '\u0BCD', 1}, {'\u0BD0', '\u0BD0', 1}, {'\u0BD7', '\u0BD7', 1}, {'\u0BE6', '\u0BFA', 1},
	},
	R32: []Range32{
		{'\U00011FC0', '\U00011FF1', 1}, {'\U00011FFF', '\U00011FFF', 1},
	},
}

// scriptTangsa has the characters of script Tangsa.
var scriptTangsa = RangeTable{
	R32: []Range32{
		{'\U00016A70', '\U00016ABE', 1}, {'\U00016AC0', '\U00016AC9', 1},
	},
}

// scriptTangut has the characters of script Tangut.
var scriptTangut = RangeTable{
	R32: []Range32{
		{'\U00016FE0', '\U00016FE0', 1}, {'\U00017000', '\U00018AFF', 1}, {'\U00018D00', '\U00018D1E', 1}, {'\U00018D80', '\U00018DF2', 1},
	},
}

// scriptTelugu has the characters of script Telugu.
var scriptTelugu = RangeTable{
	R16: []Range16{
		{'\u0C00', '\u0C0C', 1}, {'\u0C0E', '\u0C10', 1}, {'\u0C12', '\u0C28', 1}, {'\u0C2A', '\u0C39', 1},
		{'\u0C3C', '\u0C44', 1}, {'\u0C46', '\u0C48', 1}, {'\u0C4A', '\u0C4D', 1}, {'\u0C55', '\u0C56', 1},
		{'\u0C58', '\u0C5A', 1}, {'\u0C5C', '\u0C5D', 1}, {'\u0C60', '\u0C63', 1}, {'\u0C66', '\u0C6F', 1},
		{'\u0C77', '\u0C7F', 1},
	},
}

// scriptThaana has the characters of script Thaana.
var scriptThaana = RangeTable{
	R16: []Range16{
		{'\u0780', '\u07B1', 1},
	},
}

// scriptThai has the characters of script Thai.
var scriptThai = RangeTable{
	R16: []Range16{
		{'\u0E01', '\u0E3A', 1}, {'\u0E40', '\u0E5B', 1},
	},
}

// scriptTibetan has the characters of script Tibetan.
var scriptTibetan = RangeTable{
	R16: []Range16{
		{'\u0F00', '\u0F47', 1}, {'\u0F49', '\u0F6C', 1}, {'\u0F71', '\u0F97', 1}, {'\u0F99', '\u0FBC', 1},
		{'\u0FBE', '\u0FCC', 1}, {'\u0FCE', '\u0FD4', 1}, {'\u0FD9', '\u0FDA', 1},
	},
}

// scriptTifinagh has the characters of script Tifinagh.
var scriptTifinagh = RangeTable{
	R16: []Range16{
		{'\u2D30', '\u2D67', 1}, {'\u2D6F', '\u2D70', 1}, {'\u2D7F', '\u2D7F', 1},
	},
}

// scriptTirhuta has the characters of script Tirhuta.
var scriptTirhuta = RangeTable{
	R32: []Range32{
		{'\U00011480', '\U000114C7', 1}, {'\U000114D0', '\U000114D9', 1},
	},
}

// scriptTodhri has the characters of script Todhri.
var scriptTodhri = RangeTable{
	R32: []Range32{
		{'\U000105C0', '\U000105F3', 1},
	},
}

// scriptTolong_Siki has the characters of script Tolong_Siki.
var scriptTolong_Siki = RangeTable{
	R32: []Range32{
		{'\U00011DB0', '\U00011DDB', 1}, {'\U00011DE0', '\U00011DE9', 1},
	},
}

// scriptToto has the characters of script Toto.
var scriptToto = RangeTable{
	R32: []Range32{
		{'\U0001E290', '\U0001E2AE', 1},
	},
}

// scriptTulu_Tigalari has the characters of script Tulu_Tigalari.
var scriptTulu_Tigalari = RangeTable{
	R32: []Range32{
		{'\U00011380', '\U00011389', 1}, {'\U0001138B', '\U0001138B', 1}, {'\U0001138E', '\U0001138E', 1}, {'\U00011390', '\U000113B5', 1},
		{'\U000113B7', '\U000113C0', 1}, {'\U000113C2', '\U000113C2', 1}, {'\U000113C5', '\U000113C5', 1}, {'\U000113C7', '\U000113CA', 1},
		{'\U000113CC', '\U000113D5', 1}, {'\U000113D7', '\U000113D8', 1}, {'\U000113E1', '\U000113E2', 1},
	},
}

// scriptUgaritic has the characters of script Ugaritic.
var scriptUgaritic = RangeTable{
	R32: []Range32{
		{'\U00010380', '\U0001039D', 1}, {'\U0001039F', '\U0001039F', 1},
	},
}

// scriptVai has the characters of script Vai.
var scriptVai = RangeTable{
	R16: []Range16{
		{'\uA500', '\uA62B', 1},
	},
}

// scriptVithkuqi has the characters of script Vithkuqi.
var scriptVithkuqi = RangeTable{
	R32: []Range32{
		{'\U00010570', '\U0001057A', 1}, {'\U0001057C', '\U0001058A', 1}, {'\U0001058C', '\U00010592', 1}, {'\U00010594', '\U00010595', 1},
		{'\U00010597', '\U000105A1', 1}, {'\U000105A3', '\U000105B1', 1}, {'\U000105B3', '\U000105B9', 1}, {'\U000105BB', '\U000105BC', 1},
	},
}

// scriptWancho has the characters of script Wancho.
var scriptWancho = RangeTable{
	R32: []Range32{
		{'\U0001E2C0', '\U0001E2F9', 1}, {'\U0001E2FF', '\U0001E2FF', 1},
	},
}

// scriptWarang_Citi has the characters of script Warang_Citi.
var scriptWarang_Citi = RangeTable{
	R32: []Range32{
		{'\U000118A0', '\U000118F2', 1}, {'\U000118FF', '\U000118FF', 1},
	},
}

// scriptYezidi has the characters of script Yezidi.
var scriptYezidi = RangeTable{
	R32: []Range32{
		{'\U00010E80', '\U00010EA9', 1}, {'\U00010EAB', '\U00010EAD', 1}, {'\U00010EB0', '\U00010EB1', 1},
	},
}

// scriptYi has the characters of script Yi.
var scriptYi = RangeTable{
	R16: []Range16{
		{'\uA000', '\uA48C', 1}, {'\uA490', '\uA4C6', 1},
	},
}

// scriptZanabazar_Square has the characters of script Zanabazar_Square.
var scriptZanabazar_Square = RangeTable{
	R32: []Range32{
		{'\U00011A00', '\U00011A47', 1},
	},
}
