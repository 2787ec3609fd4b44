package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// topLevels end a host that was written without "https://" or "www.": without
// the list "soon.please" would be a domain.
var topLevels = setOf(`com in org net io co gov edu info app ai me biz shop store online site tech dev cloud help support
	uk us eu de fr ae sg example test`)

// maxLink is the length of the longest link or address that is read, in bytes.
const maxLink = 300

// links finds links and e-mail addresses: chunks without blanks that hold
// several words.
func (f *finder) links() {
	for i := 0; i < len(f.words) && len(f.found) < f.limit; {
		last := f.chunkEnd(i)
		if last > i {
			f.linkIn(i, last)
		}
		i = last + 1
	}
}

// chunkEnd returns the last word that no blank parts from word i.
func (f *finder) chunkEnd(i int) int {
	for i+1 < len(f.words) && !strings.ContainsFunc(f.between(i), notOfLink) {
		i++
	}
	return i
}

func notOfLink(c rune) bool {
	return unicode.IsSpace(c) || strings.ContainsRune("()<>\"'“”‘’,;|[]{}।", c) || c == utf8.RuneError
}

// linkIn takes the address or the link that words first to last make.
func (f *finder) linkIn(first, last int) {
	from, to := f.words[first].from, f.words[last].to
	if to-from > maxLink {
		return
	}
	chunk := strings.ToLower(f.source[from:to])
	if local, host, ok := strings.Cut(chunk, "@"); ok {
		local = strings.TrimPrefix(local, "mailto:")
		if local != "" && isHost(host, false) {
			f.add(Claim{Kind: KindEmail, Value: local + "@" + host, From: from, To: to}, first, last)
		}
		return
	}
	bare, known := chunk, false
	for _, head := range []string{"https://", "http://", "www."} {
		if rest, ok := strings.CutPrefix(bare, head); ok {
			bare, known = rest, true
		}
	}
	host, path, _ := strings.Cut(bare, "/")
	host, _, _ = strings.Cut(host, "?")
	host, _, _ = strings.Cut(host, ":")
	if !isHost(host, !known) {
		return
	}
	path, _, _ = strings.Cut(path, "?")
	path, _, _ = strings.Cut(path, "#")
	value := host
	if path = strings.TrimRight(path, "/"); path != "" {
		value += "/" + path
	}
	f.add(Claim{Kind: KindLink, Value: value, From: from, To: to}, first, last)
}

// isHost reports whether s can be a host; a listed one ends in a name of
// topLevels.
func isHost(s string, listed bool) bool {
	labels := strings.Split(s, ".")
	if len(labels) < 2 || len(s) > 253 {
		return false
	}
	for _, l := range labels {
		if l == "" || l[0] == '-' || strings.ContainsFunc(l, func(c rune) bool { return c != '-' && !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
			return false
		}
	}
	top := labels[len(labels)-1]
	if _, ok := topLevels[top]; listed && !ok {
		return false
	}
	return utf8.RuneCountInString(top) >= 2 && strings.ContainsFunc(top, unicode.IsLetter) && strings.ContainsFunc(labels[0], unicode.IsLetter)
}

var (
	// callWords stand before a number that is called, even a short one.
	callWords = setOf(`call dial phone helpline tollfree toll whatsapp sms tel telephone mobile ring number care contact
		फोन कॉल नंबर मोबाइल`)
	// idWords stand before numbers that nobody can call.
	idWords = setOf(`order ticket ref reference txn transaction id invoice otp account pin tracking awb case policy serial imei
		gst gstin utr pnr booking`)
)

// phoneAt reads a number of 8 to 15 digits in any grouping, and of 3 to 7 if
// a word such as "call" stands before it. Its value is the digits without
// the country code of India, without a leading nought and without signs.
func (f *finder) phoneAt(i int) int {
	digits, last := f.digitsAt(i)
	if len(digits) < 3 || len(digits) > 15 {
		return 0
	}
	if !f.callable(i, last, len(digits)) {
		return 0
	}
	value := strings.TrimLeft(digits, "0")
	if len(value) == 12 {
		value = strings.TrimLeft(strings.TrimPrefix(value, "91"), "0")
	}
	if value == "" {
		value = "0"
	}
	c := Claim{Kind: KindPhone, Value: value, From: f.words[i].from, To: f.words[last].to}
	if strings.HasSuffix(f.before(i, 1), "+") {
		c.From--
	}
	return f.add(c, i, last)
}

// callable reports whether n digits, in words first to last, can be a number
// that is called.
func (f *finder) callable(first, last, n int) bool {
	if n < 8 {
		return f.standsAlone(last) && !f.nearby(first, idWords) && (f.is(first-1, callWords) || f.is(first-2, callWords))
	}
	if strings.HasSuffix(f.before(first, 2), "+") {
		return true
	}
	return !f.nearby(first, idWords) && (n >= 10 || f.nearby(first, callWords))
}

// digitsAt joins the groups of digits from word i on, as phone numbers are
// grouped.
func (f *finder) digitsAt(i int) (digits string, last int) {
	for last = i; last < len(f.words); last++ {
		w := f.word(last)
		if !allDigits(w) {
			break
		}
		if last > i {
			switch sign := f.between(last - 1); {
			case strings.ContainsRune("- .", rune(sign[0])) && len(sign) == 1, sign == ") ", sign == " (", sign == ")-", sign == ") - ", sign == " - ":
			default:
				return digits, last - 1
			}
		}
		digits += string(w)
		if len(digits) > 15 {
			break
		}
	}
	return digits, min(last, len(f.words)) - 1
}

// nearby reports whether one of the four words before i, in its sentence, is
// of set.
func (f *finder) nearby(i int, set map[string]struct{}) bool {
	for j := i - 1; j >= 0 && j >= i-4 && f.words[j].sentence == f.words[i].sentence; j-- {
		if f.is(j, set) {
			return true
		}
	}
	return false
}

// standsAlone reports whether nothing is counted by the number that ends at
// word i: "call 1961 to test", not "call 20 people".
func (f *finder) standsAlone(i int) bool {
	return i+1 >= len(f.words) || !f.words[i+1].tells() || f.words[i+1].sentence != f.words[i].sentence || !isBlank(f.between(i)) ||
		len(f.word(i)) >= 3
}
