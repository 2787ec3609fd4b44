package secret

// luhn reports whether the last digit of d, in ASCII, is the check digit of the
// others (ISO/IEC 7812-1).
func luhn(d []byte) bool {
	sum, double := 0, false
	for i := len(d) - 1; i >= 0; i-- {
		n := int(d[i] - '0')
		if double {
			if n *= 2; n > 9 {
				n -= 9
			}
		}
		sum, double = sum+n, !double
	}
	return sum%10 == 0
}

// verhoeff reports whether the last digit of d, in ASCII, is the check digit of
// the others, by the multiplication of the dihedral group of ten elements.
func verhoeff(d []byte) bool {
	c := 0
	for i := range d {
		n := int(d[len(d)-1-i] - '0')
		for range i % 8 {
			n = int("1576283094"[n] - '0')
		}
		c = dihedral(c, n)
	}
	return c == 0
}

// dihedral multiplies two elements of the symmetries of a pentagon: 0 to 4 are
// its turns, 5 to 9 its reflections.
func dihedral(a, b int) int {
	switch {
	case a < 5 && b < 5:
		return (a + b) % 5
	case a < 5:
		return 5 + (a+b)%5
	case b < 5:
		return 5 + (a-b)%5
	}
	return (a - b + 5) % 5
}

// mod97 reports whether s, letters and digits in ASCII with the country and
// the check digits first, leaves 1 (ISO 13616).
func mod97(s []byte) bool {
	rest := 0
	for i := range s {
		switch c := s[(i+4)%len(s)]; {
		case c >= '0' && c <= '9':
			rest = (rest*10 + int(c-'0')) % 97
		default:
			rest = (rest*100 + int(c|0x20-'a') + 10) % 97
		}
	}
	return rest == 1
}
