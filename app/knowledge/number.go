package knowledge

import "strings"

// scales multiply the number before them.
var scales = map[string]int64{
	"hundred": 100, "sau": 100, "सौ": 100, "k": 1_000, "thousand": 1_000, "hazar": 1_000, "hazaar": 1_000, "हजार": 1_000,
	"lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "लाख": 100_000,
	"crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000, "करोड": 10_000_000,
	"million": 1_000_000, "mn": 1_000_000, "billion": 1_000_000_000,
}

// maxNumber bounds every number, in hundredths, so that nothing overflows.
const maxNumber = 1_000_000_000_000_000

// numberAt reads the number that begins at word i, with its scale: "2.5 lakh".
// It returns it in hundredths and the number of its words; none if there is
// no number.
func (f *finder) numberAt(i int) (value int64, words int) {
	w := f.word(i)
	if w == nil {
		return 0, 0
	}
	digits, tail := splitDigits(w)
	value, ok := hundredths(digits)
	if !ok {
		n, isWord := numberWords[string(w)]
		if !isWord {
			return 0, 0
		}
		value, _ = hundredths(n)
		tail = ""
	}
	words = 1
	if scale, ok := scales[tail]; ok {
		return scaled(value, scale), words
	}
	if tail != "" && !isUnitTail(tail) {
		return 0, 0
	}
	if tail == "" {
		if scale, ok := scales[string(f.word(i+1))]; ok {
			return scaled(value, scale), 2
		}
	}
	return value, words
}

// splitDigits parts "2.5k" into "2.5" and "k".
func splitDigits(w []byte) (digits, tail string) {
	for i, c := range w {
		if (c < '0' || c > '9') && c != '.' {
			return string(w[:i]), string(w[i:])
		}
	}
	return string(w), ""
}

// hundredths reads decimal digits with at most one point; more than two
// places are cut off.
func hundredths(s string) (int64, bool) {
	if s == "" || s[0] == '.' {
		return 0, false
	}
	whole, places, _ := strings.Cut(s, ".")
	if strings.Contains(places, ".") {
		return 0, false
	}
	places = (places + "00")[:2]
	var n int64
	for _, c := range whole + places {
		if n > maxNumber {
			return 0, false
		}
		n = n*10 + int64(c-'0')
	}
	return min(n, maxNumber), true
}

func scaled(n, scale int64) int64 {
	if n > maxNumber/scale {
		return maxNumber
	}
	return n * scale
}

// isUnitTail reports whether the letters glued to a number are a unit that
// somebody else reads: "5pm", "30min", "199rs", "90days".
func isUnitTail(tail string) bool {
	if _, ok := durations[tail]; ok {
		return true
	}
	if _, ok := currencies[tail]; ok {
		return true
	}
	return tail == "am" || tail == "pm"
}

// tailOf returns the letters glued to the number that is word i.
func (f *finder) tailOf(i int) string {
	_, tail := splitDigits(f.word(i))
	return tail
}

// rangeAt reads a number or a range, "3-5" or "3 to 5", at word i.
func (f *finder) rangeAt(i int) (low, high int64, words int) {
	low, n := f.numberAt(i)
	if n == 0 {
		return 0, 0, 0
	}
	if dash := strings.TrimSpace(f.between(i + n - 1)); dash == "-" || dash == "–" || dash == "—" {
		if high, m := f.numberAt(i + n); m > 0 && high >= low {
			return low, high, n + m
		}
	}
	if f.is(i+n, rangeWords) {
		if high, m := f.numberAt(i + n + 1); m > 0 && high >= low {
			return low, high, n + 1 + m
		}
	}
	return low, low, n
}

var rangeWords = setOf(`to se से`)
