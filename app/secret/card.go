package secret

import "strings"

// maxCard and minCard are the digits that a card's number can have.
const minCard, maxCard = 13, 19

// card returns how many groups from the first on are a card's number, and 0 if
// none are. Of several that fit the usual length is taken: a code that stands
// behind sixteen digits does not make a card of nineteen.
func (f *finder) card(run []int) int {
	var buffer [maxCard]byte
	d, best, bestRank := buffer[:0], 0, len(lengths)
	for n, i := range run {
		if len(d)+f.digits(i) > maxCard || n > 0 && f.masked(i) {
			break
		}
		d = append(d, f.text.Folded(i)...)
		if len(d) < minCard || d[0] == '0' {
			continue
		}
		// By ones to threes nothing tells the card's end from what follows; the
		// longest hides the most.
		r := rank(len(d))
		if f.digits(run[0]) <= 3 {
			r = 0
			bestRank = 1
		}
		if r < bestRank && network(d) && luhn(d) && f.shape(run[:n+1]) {
			best, bestRank = n+1, r
		}
	}
	if best == 0 || !f.believed(run[:best]) {
		return 0
	}
	return best
}

// believed reports whether the groups, which could be a card by their digits,
// are one by what is around them. Somebody who writes in fours means a card,
// whatever they call it.
func (f *finder) believed(run []int) bool {
	return f.begins(run[0], run[len(run)-1]) && (len(run) >= 4 || !f.called(run[0], reference, cardWord))
}

// lengths are those of cards, the usual ones first.
var lengths = [...]int{16, 15, 19, 14, 13, 18, 17}

func rank(n int) int {
	for r, l := range lengths {
		if l == n {
			return r
		}
	}
	return len(lengths)
}

// shape reports whether the groups have lengths in which people write a card:
// in fours and their multiples, by ones, twos or threes, or as American
// Express and Diners print theirs.
func (f *finder) shape(run []int) bool {
	if len(run) == 1 {
		return true
	}
	first, last := f.digits(run[0]), f.digits(run[len(run)-1])
	if len(run) == 3 && first == 4 && f.digits(run[1]) == 6 && (last == 4 || last == 5) {
		return true
	}
	even, fours := first <= 3 && last <= first, true
	for _, i := range run[:len(run)-1] {
		n := f.digits(i)
		even = even && n == first
		fours = fours && n%4 == 0
	}
	return even || fours
}

// network reports whether a network gives out cards that begin like d and are
// as long.
func network(d []byte) bool {
	four := lead(d, 4)
	for _, r := range ranges {
		if four >= r.low && four <= r.high && len(d) >= minCard && strings.IndexByte(r.lengths, lengthSigns[len(d)-minCard]) >= 0 {
			return true
		}
	}
	return false
}

// lengthSigns write the lengths 13 to 19 as one sign each.
const lengthSigns = "3456789"

// ranges are the first four digits that networks give out, with the last digit
// of each length that goes with them. Read-only.
var ranges = []struct {
	low, high int
	lengths   string
}{
	{4000, 4999, "369"}, // Visa
	{5100, 5599, "6"},
	{2221, 2720, "6"}, // Mastercard
	{3400, 3499, "5"},
	{3700, 3799, "5"}, // American Express
	{3000, 3059, "46"},
	{3095, 3095, "46"},
	{3600, 3699, "46"},
	{3800, 3999, "46"},   // Diners Club
	{3528, 3589, "6789"}, // JCB
	{6200, 6299, "6789"}, // UnionPay
	{5018, 5018, lengthSigns},
	{5020, 5020, lengthSigns},
	{5038, 5038, lengthSigns},
	{5893, 5893, lengthSigns},
	{6304, 6304, lengthSigns},
	{6759, 6759, lengthSigns},
	{6761, 6763, lengthSigns}, // Maestro
	{6000, 6099, "69"},
	{6400, 6599, "69"},
	{8100, 8299, "69"},
	{5080, 5089, "69"}, // Discover and RuPay
}

// lead is the number that the first n digits of d make.
func lead(d []byte, n int) int {
	v := 0
	for _, c := range d[:n] {
		v = v*10 + int(c-'0')
	}
	return v
}

// near is how many tokens behind a card its expiry and code are looked for.
const near = 12

// beside notes the expiry and the code that stand right behind a card, whose
// last group is token i: "4111 1111 1111 1111 12/27 123". A code with its
// word before it is found by spoken, here too.
func (f *finder) beside(i int) {
	dated := false
	for j, end := i+1, i+near; j < end && j < len(f.class); j++ {
		switch {
		case f.is(j, expiryWord|cvvWord|filler|cardWord|codeWord):
		case f.digits(j) > 0:
			if n := f.date(j); n > 0 && !dated {
				f.add(Expiry, j, j+n-1)
				dated, j = true, j+n-1
				continue
			}
			if n := f.digits(j); (n == 3 || n == 4) && !f.is(j+1, unit) && f.digits(j+1) == 0 && !f.masked(j) {
				f.add(CVV, j, j)
			}
			return
		case f.sign(j):
		default:
			return
		}
	}
}

// sign reports whether token j is a sign that parts the fields of a card.
func (f *finder) sign(j int) bool {
	for _, c := range ",;:|/-.()\n" {
		if f.text.Is(j, c) {
			return true
		}
	}
	return false
}

// date returns how many tokens from j on are a month and a year: "12/27",
// "12 2027", "1227".
func (f *finder) date(j int) int {
	d := f.text.Folded(j)
	if len(d) == 4 && isMonth(lead(d, 2)) && isYear(d[2:]) && !f.masked(j) {
		return 1
	}
	if len(d) > 2 || !isMonth(lead(d, len(d))) {
		return 0
	}
	year := j + 1
	for year < j+3 && f.sign(year) {
		year++
	}
	if len(d) == 1 && f.text.Is(j+1, '.') { // "1.25" is an amount
		return 0
	}
	if n := f.digits(year); n == 2 || n == 4 && lead(f.text.Folded(year), 2) == 20 {
		return year - j + 1
	}
	return 0
}

func isMonth(n int) bool { return n >= 1 && n <= 12 }

// isYear reports whether two digits are a year in which a card can end.
func isYear(d []byte) bool { return lead(d, 2) >= 20 && lead(d, 2) < 60 }
