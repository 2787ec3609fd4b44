package knowledge

import "bytes"

// stemOf takes the endings off an English word that do not change what it is
// about, so that "refunds", "refunded" and "refunding" meet. It errs on the
// side of leaving a word as it is, and leaves other scripts alone. The result
// shares memory with w.
func stemOf(w []byte) []byte {
	if len(w) < 4 || w[0] >= 0x80 || w[0] <= '9' {
		return w
	}
	w = singular(w)
	switch {
	case len(w) > 6 && bytes.HasSuffix(w, []byte("ing")):
		w = undouble(w[:len(w)-3])
	case len(w) > 5 && bytes.HasSuffix(w, []byte("ed")):
		w = undouble(w[:len(w)-2])
	case len(w) > 5 && bytes.HasSuffix(w, []byte("er")):
		w = undouble(w[:len(w)-2])
	case len(w) > 5 && bytes.HasSuffix(w, []byte("ly")):
		w = w[:len(w)-2]
	}
	if len(w) > 4 && (w[len(w)-1] == 'e' || w[len(w)-1] == 'y') {
		w = w[:len(w)-1]
	}
	return w[:min(len(w), maxStem)]
}

// maxStem is how many bytes of a stem count in English, so that "Germany" and
// "German", "commonly" and "common", meet.
const maxStem = 6

// singular takes the s of a plural or of a verb away.
func singular(w []byte) []byte {
	n := len(w)
	switch {
	case w[n-1] != 's' || w[n-2] == 's' || w[n-2] == 'u' || w[n-2] == 'i':
		return w
	case n > 4 && bytes.HasSuffix(w, []byte("ies")):
		return w[:n-2] // "policies" and "policy" lose their last letter below
	case n > 4 && (bytes.HasSuffix(w, []byte("xes")) || bytes.HasSuffix(w, []byte("ches")) || bytes.HasSuffix(w, []byte("shes")) || bytes.HasSuffix(w, []byte("sses"))):
		return w[:n-2]
	}
	return w[:n-1]
}

// undouble makes "cancelled" and "cancel" meet.
func undouble(w []byte) []byte {
	if n := len(w); n > 3 && w[n-1] == w[n-2] && w[n-1] != 's' && w[n-1] != 'e' {
		return w[:n-1]
	}
	return w
}

// numberOf returns the digits of a number, of an ordinal such as "8th", of a
// decade such as "1920s" or of a number word. Leading zeros and an empty
// fraction are dropped: the result is the same for the same number.
func numberOf(w []byte) (string, bool) {
	if len(w) == 0 {
		return "", false
	}
	if w[0] < '0' || w[0] > '9' {
		n, ok := numberWords[string(w)]
		return n, ok
	}
	digits := w
	for i, c := range w {
		if (c < '0' || c > '9') && c != '.' {
			digits = w[:i]
			break
		}
	}
	switch string(w[len(digits):]) {
	case "", "st", "nd", "rd", "th", "s":
	default:
		return "", false
	}
	return plainNumber(string(digits)), true
}

// plainNumber drops zeros that say nothing: "0199.50" is "199.5".
func plainNumber(s string) string {
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	if i := bytes.IndexByte([]byte(s), '.'); i >= 0 {
		for len(s) > i && s[len(s)-1] == '0' {
			s = s[:len(s)-1]
		}
		if s[len(s)-1] == '.' {
			s = s[:len(s)-1]
		}
	}
	return s
}
