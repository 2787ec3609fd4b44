package secret

import (
	"floorwalker/app/secret/plain"
)

// maxGap is the most bytes between two groups of one number.
const maxGap = 12

// numbers goes through the text's numbers: groups of digits that belong
// together, such as "4111 1111 1111 1111".
func (f *finder) numbers() {
	var run []int // tokens of the groups
	for i := range f.text.Tokens {
		if f.kind(i) != plain.Digits {
			continue
		}
		if n := len(run); n > 0 && !f.joined(run[n-1], i) {
			f.number(run)
			run = run[:0]
		}
		run = append(run, i)
	}
	f.number(run)
}

// joined reports whether the groups a and b may be of one number: with blanks
// or up to two of the usual signs between them.
func (f *finder) joined(a, b int) bool {
	if b-a > 3 || f.text.Tokens[b].From-f.text.Tokens[a].To > maxGap {
		return false
	}
	for i := a + 1; i < b; i++ {
		switch k := f.text.Tokens[i]; {
		case k.Kind != plain.Sign:
			return false
		case k.Sign != '-' && k.Sign != '.' && k.Sign != '/' && k.Sign != '_' && k.Sign != '|' && k.Sign != '*':
			return false
		}
	}
	return true
}

// number looks for cards and Aadhaar numbers that begin and end with a group.
func (f *finder) number(run []int) {
	for i := 0; i < len(run); {
		if n := f.card(run[i:]); n > 0 {
			f.add(Card, run[i], run[i+n-1])
			f.beside(run[i+n-1])
			i += n
			continue
		}
		if n := f.aadhaar(run[i:]); n > 0 {
			f.add(Aadhaar, run[i], run[i+n-1])
			i += n
			continue
		}
		i++
	}
}

// begins reports whether a number can begin at token i and, if it is whole,
// end at token j: it is not a part of a longer word, of a phone number, or the
// rest that a mask has left.
func (f *finder) begins(i, j int) bool {
	if f.masked(i) {
		return false
	}
	if f.glued(i) && f.kind(i-1) == plain.Letters && f.class[i-1] == 0 && isASCII(f.text.Folded(i-1)) {
		return false
	}
	if f.glued(i) && (f.text.Is(i-1, '+') || f.text.Is(i-1, '#')) {
		return false
	}
	return !f.glued(j+1) || f.kind(j+1) != plain.Letters || f.class[j+1] != 0 || !isASCII(f.text.Folded(j+1))
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= 0x80 {
			return false
		}
	}
	return true
}

// called reports whether one of the three words before token i, in the same
// line, has one of the classes c, and none nearer has one of the classes but.
func (f *finder) called(i int, c, but class) bool {
	words := 0
	for i--; i >= 0 && words < 3; i-- {
		if f.text.Is(i, '\n') || f.text.Is(i, '?') || f.kind(i) == plain.Digits {
			return false
		}
		if f.kind(i) == plain.Letters {
			if f.is(i, c) {
				return true
			}
			if f.is(i, but) {
				return false
			}
			words++
		}
	}
	return false
}

// aadhaar returns how many groups from the first on are an Aadhaar number:
// twelve digits, not with a 0 or 1 in front, in one group or in three.
func (f *finder) aadhaar(run []int) int {
	n := 1
	if len(run) >= 3 && f.digits(run[0]) == 4 && f.digits(run[1]) == 4 && f.digits(run[2]) == 4 {
		n = 3
	} else if f.digits(run[0]) != 12 {
		return 0
	}
	var buffer [12]byte
	d := buffer[:0]
	for _, i := range run[:n] {
		d = append(d, f.text.Folded(i)...)
	}
	phone := n == 1 && d[0] == '9' && d[1] == '1' && d[2] >= '6'
	known := f.called(run[0], aadhaarish, reference)
	switch {
	case d[0] < '2', !verhoeff(d), !f.begins(run[0], run[n-1]):
		return 0
	case !known && (phone || f.called(run[0], reference, cardWord)):
		return 0
	}
	return n
}
