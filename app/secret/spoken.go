package secret

import (
	"strings"

	"floorwalker/app/secret/plain"
)

// spoken finds what is a secret only by the word for it.
func (f *finder) spoken() {
	for i := range f.class {
		switch c := f.class[i]; {
		case c&(otpWord|pinWord|cvvWord|passWord|codeWord) == 0:
		case c&otpWord != 0:
			f.oneTime(i)
		case c&cvvWord != 0:
			f.value(CVV, i, 3, 4)
		case c&codeWord != 0 && f.is(i-1, codeKind):
			f.oneTime(i)
		case c&pinWord != 0:
			f.pin(i)
		}
		if f.class[i]&passWord != 0 {
			f.password(i)
		}
	}
}

// values is the token behind the word at i, its fillers and signs, where a
// value begins; and whether a word or sign said that one follows.
func (f *finder) values(i int) (at int, told bool) {
	j := f.after(i)
	if f.is(i, cvvWord) && f.glued(j) && f.digits(j) == 1 { // CVV2
		j++
	}
	for seen := 0; j < len(f.class) && seen < 8; seen++ {
		switch {
		case f.text.Is(j, '\n'), f.text.Is(j, '?'):
			return -1, false
		case f.kind(j) == plain.Sign:
			if f.text.Is(j, '●') {
				return -1, false
			}
			told = told || strings.ContainsRune(":=>-", f.text.Tokens[j].Sign)
			j++
		case f.is(j, filler) && !(f.glued(j+1) && f.kind(j+1) == plain.Digits):
			told = told || f.is(j, is)
			j = f.after(j)
		default:
			return j, told
		}
	}
	return -1, false
}

// value notes the number behind the word at i if it has low to high digits.
func (f *finder) value(k Kind, i, low, high int) bool {
	j, _ := f.values(i)
	if j < 0 {
		return false
	}
	last, n := f.group(j, high)
	if n < low || n > high || f.is(last+1, unit) || f.digits(last+1) > 0 && f.glued(last+1) {
		return false
	}
	f.add(k, j, last)
	return true
}

// group joins the groups of digits from token j on, up to a few more digits
// than high, so that a number which is too long is seen to be.
func (f *finder) group(j, high int) (last, n int) {
	if n = f.digits(j); n == 0 || f.masked(j) {
		return j, 0
	}
	last = j
	for i := j + 1; i < len(f.class) && i <= last+3; i++ {
		d := f.digits(i)
		if d == 0 {
			continue
		}
		// "482 913" is one number, "4829 13 May" is not.
		if !f.joined(last, i) || f.masked(i) || d > 4 || n+d > high+8 || f.is(i+1, unit) {
			break
		}
		n, last = n+d, i
	}
	if n > high && f.digits(j) <= high && f.digits(j) >= 4 {
		return j, f.digits(j)
	}
	return last, n
}

// oneTime finds the one-time password that the word at i speaks of: right
// behind it, "482913 is your OTP", or "OTP for ... is 482913".
func (f *finder) oneTime(i int) {
	const low, high = 4, 8
	if f.value(OTP, i, low, high) || f.mixed(OTP, i) {
		return
	}
	if j := f.before(i); j >= 0 {
		f.add(OTP, j, j)
		return
	}
	const reach = 40 // tokens: a bank's sentence
	for j := i + 1; j < len(f.class) && j < i+reach && !f.text.Is(j, '\n'); j++ {
		if !f.is(j, is) && !f.text.Is(j, ':') && !f.text.Is(j, '=') {
			continue
		}
		if last, n := f.group(j+1, high); n >= low && n <= high && !f.is(last+1, unit) {
			f.add(OTP, j+1, last)
			return
		}
	}
}

// before finds a number that the words after it call by the word at i.
func (f *finder) before(i int) int {
	told := false
	for j := i - 1; j >= 0 && j > i-6; j-- {
		switch n := f.digits(j); {
		case n >= 4 && n <= 8 && told && !f.masked(j) && !f.text.Is(j-1, '●'):
			return j
		case n > 0:
			return -1
		case f.is(j, is):
			told = true
		case !f.is(j, filler|codeKind):
			return -1
		}
	}
	return -1
}

// mixed finds a value of letters and digits, such as "A7K2Q9": up to eight
// of both, without a blank.
func (f *finder) mixed(k Kind, i int) bool {
	j, _ := f.values(i)
	if j < 0 {
		return false
	}
	last, n, digits, letters := j, f.text.Len(j), f.digits(j), 0
	for f.glued(last+1) && f.kind(last+1) != plain.Sign {
		last++
		n += f.text.Len(last)
		digits += f.digits(last)
	}
	letters = n - digits
	if n < 5 || n > 8 || digits < 2 || letters == 0 || f.is(last, unit) || f.masked(j) {
		return false
	}
	f.add(k, j, last)
	return true
}

// pin finds the number behind "PIN", unless that is the code of a place.
func (f *finder) pin(i int) {
	j := f.after(i)
	postal := f.is(j, codeWord) || f.is(i-1, place) || f.text.Is(i-1, ',')
	secret := f.called(i, cardWord|otpWord|passWord, 0) || f.calledUPI(i)
	if postal && !secret {
		f.value(PIN, i, 4, 4)
		return
	}
	if f.value(PIN, i, 4, 8) {
		return
	}
	if at := f.before(i); at >= 0 && f.digits(at) != 6 {
		f.add(PIN, at, at)
	}
}

// calledUPI reports whether the word before token i names a payment app's
// PIN; "upi" alone would be a reference.
func (f *finder) calledUPI(i int) bool {
	return i > 0 && f.kind(i-1) == plain.Letters && string(f.text.Folded(i-1)) == "upi"
}
