package promise

// hourAt reads an hour of the day at word i: "5 pm", "17:30", "half past
// four", "5 baje", "10 and 12" behind "between".
func (f *finder) hourAt(i int, basis Basis, w *when) int {
	if n := f.namedHour(i, w); n > 0 {
		return n
	}
	minute, h, n, sure := f.hour(i)
	if n == 0 {
		return 0
	}
	at := i + n
	to := f.at(at).word
	if f.at(at-1).glue == '-' || basis == Within && (to == "and" || to == "to") || to == "to" && f.at(i-1).word == "from" {
		if f.at(at-1).glue != '-' {
			at++
		}
		if later, h2, m, sure2 := f.hour(at); m > 0 {
			minute, h, sure = later, h2, sure || sure2 || basis == Within
			at += m
		}
	}
	if !sure && !f.bareHour(i, at, basis, w) {
		return 0
	}
	w.clock, w.half = minute, h
	return at - i
}

// bareHour reports whether a number without "pm" is an hour: it stands behind
// "at" or "by", and nothing that could be counted stands behind it.
func (f *finder) bareHour(i, at int, basis Basis, w *when) bool {
	if basis != By && basis != At && (basis != Within || f.at(i-1).word != "between") || basis == At && f.at(i-1).word == "for" {
		return false
	}
	if f.at(at-1).gap != gapNone || f.at(at).word == "" {
		return true
	}
	return f.at(at).is(cDay | cPart | cJoin | cPrep)
}

func (f *finder) namedHour(i int, w *when) int {
	switch f.at(i).word {
	case "noon", "midday":
		w.clock, w.half = 12*60, halfBoth
		return 1
	case "midnight":
		w.clock, w.half = 24*60, halfBoth
		return 1
	}
	shift, n := 0, 0
	switch {
	case f.words(i, "half", "past"):
		shift, n = 30, 2
	case f.words(i, "quarter", "past"):
		shift, n = 15, 2
	case f.words(i, "quarter", "to"):
		shift, n = -15, 2
	default:
		return 0
	}
	minute, h, m, _ := f.hour(i + n)
	if m == 0 {
		return 0
	}
	w.clock, w.half = (minute+shift+24*60)%(24*60), h
	return n + m
}

// hour reads an hour with its minutes and its half of the day; sure says that
// it can be nothing else.
func (f *finder) hour(i int) (minute int, h half, n int, sure bool) {
	d := f.hourNumber(i)
	if d < 0 || d > 24 {
		return 0, 0, 0, false
	}
	n = 1
	minute = d * 60
	if g := f.at(i).glue; g == ':' || g == '.' {
		m := f.digits(i + 1)
		if m < 0 || m > 59 || len(f.at(i+1).word) != 2 {
			return 0, 0, 0, false
		}
		minute, n, sure = minute+m, 2, true
	}
	if d > 12 || d == 0 {
		h = halfBoth
	}
	switch f.at(i + n).word {
	case "am":
		return minute, halfMorning, n + 1, d <= 12
	case "pm":
		return minute, halfEvening, n + 1, d <= 12
	case "baje", "bje", "बजे", "o'clock", "oclock", "hrs":
		return minute, h, n + 1, true
	}
	return minute, h, n, sure
}

// hourNumber returns the number at word i that may be an hour, or -1.
func (f *finder) hourNumber(i int) int {
	if d := f.digits(i); d >= 0 {
		return d
	}
	w := f.at(i).word
	v, ok := numbers[w]
	if !ok || v%100 != 0 || v > 1200 || w == "a" || w == "an" {
		return -1
	}
	return v / 100
}
