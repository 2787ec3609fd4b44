package secret

import "floorwalker/app/secret/plain"

// pans finds Indian tax payers' numbers: five letters, of which the fourth says
// what the holder is, four digits and a letter. Without a word for it the
// letters must be capitals, as they are printed.
func (f *finder) pans() {
	for i := 0; i+2 < len(f.class); i++ {
		if !f.payer(i) {
			continue
		}
		// "ABCDE 1234 F" is written too, where it is called a PAN.
		spaced := f.text.Tokens[i+1].Loose || f.text.Tokens[i+2].Loose
		if called := f.calledPAN(i); called || !spaced && f.capitals(i) && f.capitals(i+2) {
			f.add(PAN, i, i+2)
		}
	}
}

// payer reports whether the tokens from i on have a PAN's letters and digits,
// and are not a part of something longer.
func (f *finder) payer(i int) bool {
	if f.kind(i) != plain.Letters || f.text.Len(i) != 5 || f.digits(i+1) != 4 || f.kind(i+2) != plain.Letters || f.text.Len(i+2) != 1 {
		return false
	}
	if f.glued(i) && f.kind(i-1) == plain.Digits || f.glued(i+3) && f.kind(i+3) == plain.Digits {
		return false
	}
	w := f.text.Folded(i)
	return isASCII(w) && holder(w[3])
}

// holder reports whether c is a kind of tax payer: a person, a company and so on.
func holder(c byte) bool {
	switch c {
	case 'p', 'c', 'h', 'f', 'a', 't', 'b', 'l', 'j', 'g':
		return true
	}
	return false
}

// capitals reports whether token i is not written in small letters.
func (f *finder) capitals(i int) bool {
	for _, c := range f.text.Source[f.text.Tokens[i].From:f.text.Tokens[i].To] {
		if c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}

// calledPAN reports whether "PAN" is among the four tokens before i.
func (f *finder) calledPAN(i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if f.kind(j) == plain.Letters && (string(f.text.Folded(j)) == "pan" || string(f.text.Folded(j)) == "पैन") {
			return true
		}
	}
	return false
}

// ibans finds bank accounts: a country, two check digits and as many letters
// and digits as that country's accounts have, with blanks or hyphens or none.
func (f *finder) ibans() {
	for i := 0; i+1 < len(f.class); i++ {
		if f.kind(i) != plain.Letters || f.text.Len(i) != 2 || f.digits(i+1) < 2 || f.glued(i) && f.kind(i-1) == plain.Digits {
			continue
		}
		if j := f.account(i, accounts[string(f.text.Folded(i))]); j > i {
			f.add(IBAN, i, j-1)
		}
	}
}

// account returns the token behind the account of want letters and digits that
// begins at token i, and 0 if there is none.
func (f *finder) account(i, want int) int {
	var buffer [64]byte
	s, j := buffer[:0], i
	for ; j < len(f.class) && len(s) < want; j++ {
		if !f.text.Is(j, '-') {
			s = append(s, f.text.Folded(j)...)
			if f.kind(j) == plain.Sign {
				return 0
			}
		}
	}
	whole := !f.glued(j) || f.kind(j) == plain.Sign
	if want == 0 || len(s) != want || !isASCII(s) || !whole || !mod97(s) {
		return 0
	}
	return j
}

// accounts are the lengths of the accounts of each country. Read-only.
var accounts = map[string]int{
	"ad": 24, "ae": 23, "al": 28, "at": 20, "az": 28, "ba": 20, "be": 16, "bg": 22, "bh": 22, "br": 29, "by": 28, "ch": 21,
	"cr": 22, "cy": 28, "cz": 24, "de": 22, "dk": 18, "do": 28, "ee": 20, "eg": 29, "es": 24, "fi": 18, "fo": 18, "fr": 27,
	"gb": 22, "ge": 22, "gi": 23, "gl": 18, "gr": 27, "gt": 28, "hr": 21, "hu": 28, "ie": 22, "il": 23, "iq": 23, "is": 26,
	"it": 27, "jo": 30, "kw": 30, "kz": 20, "lb": 28, "lc": 32, "li": 21, "lt": 20, "lu": 20, "lv": 21, "ly": 25, "mc": 27,
	"md": 24, "me": 22, "mk": 19, "mr": 27, "mt": 31, "mu": 30, "nl": 18, "no": 15, "pk": 24, "pl": 28, "ps": 29, "pt": 25,
	"qa": 29, "ro": 24, "rs": 22, "sa": 24, "sc": 31, "se": 24, "si": 19, "sk": 24, "sm": 27, "st": 25, "sv": 28, "tl": 23,
	"tn": 24, "tr": 26, "ua": 29, "va": 22, "vg": 24, "xk": 20,
}
