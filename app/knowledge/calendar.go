package knowledge

import (
	"strconv"
	"strings"
)

var months = monthNames()

func monthNames() map[string]int {
	names := make(map[string]int)
	for i, l := range []string{
		"january jan जनवरी", "february feb फरवरी", "march mar मार्च", "april apr अप्रैल", "may मई", "june jun जून",
		"july jul जुलाई", "august aug अगस्त", "september sep sept सितंबर", "october oct अक्टूबर",
		"november nov नवंबर", "december dec दिसंबर",
	} {
		for _, w := range strings.Fields(l) {
			names[w] = i + 1
		}
	}
	return names
}

var weekdays = map[string]string{
	"monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri", "saturday": "sat", "sunday": "sun",
	"somvar": "mon", "mangalvar": "tue", "budhvar": "wed", "guruvar": "thu", "shukravar": "fri", "shanivar": "sat", "ravivar": "sun", "itwar": "sun",
	"सोमवार": "mon", "मंगलवार": "tue", "बुधवार": "wed", "गुरुवार": "thu", "शुक्रवार": "fri", "शनिवार": "sat", "रविवार": "sun",
}

// dateAt reads "12 March 2026", "March 12", "2026-03-12", "12/03/2026" (the day
// first, as in India) and days of the week.
func (f *finder) dateAt(i int) int {
	if d, ok := weekdays[strings.TrimSuffix(string(f.word(i)), "s")]; ok {
		return f.add(Claim{Kind: KindDate, Unit: "weekday", Value: d}, i, i)
	}
	if n := f.signedDateAt(i); n > 0 {
		return n
	}
	if m, ok := months[string(f.word(i))]; ok {
		if d := f.dayOf(i + 1); d > 0 {
			return f.addDate(i, i+1, f.yearOf(i+2), m, d)
		}
		if y := f.yearOf(i + 1); y > 0 {
			return f.addDate(i, i, y, m, 0)
		}
		return 0
	}
	if d := f.dayOf(i); d > 0 {
		at := i + 1
		if string(f.word(at)) == "of" {
			at++
		}
		if m, ok := months[string(f.word(at))]; ok {
			return f.addDate(i, at, f.yearOf(at+1), m, d)
		}
	}
	return 0
}

// signedDateAt reads three numbers with the same sign between them.
func (f *finder) signedDateAt(i int) int {
	sign := f.between(i)
	if sign != f.between(i+1) || sign != "-" && sign != "/" {
		return 0
	}
	a, b, c := f.plainInt(i), f.plainInt(i+1), f.plainInt(i+2)
	if a >= 1900 && a < 2100 {
		a, c = c, a
	}
	if a < 1 || a > 31 || b < 1 || b > 12 || c < 0 {
		return 0
	}
	if c < 100 {
		c += 2000
	}
	if c < 1900 || c >= 2100 {
		return 0
	}
	return f.add(dateClaim(c, b, a), i, i+2)
}

// addDate adds the words first to last, and the year behind them if it is
// there.
func (f *finder) addDate(first, last, year, month, day int) int {
	if year > 0 {
		last++
	}
	return f.add(dateClaim(year, month, day), first, last)
}

func dateClaim(year, month, day int) Claim {
	part := func(n int) string {
		if n == 0 {
			return ""
		}
		return strconv.Itoa(n)
	}
	return Claim{Kind: KindDate, Unit: "day", Value: part(year) + "-" + part(month) + "-" + part(day)}
}

// plainInt returns the value of word i if it is up to four digits, or -1.
func (f *finder) plainInt(i int) int {
	w := f.word(i)
	if len(w) == 0 || len(w) > 4 || !allDigits(w) {
		return -1
	}
	n := 0
	for _, c := range w {
		n = n*10 + int(c-'0')
	}
	return n
}

// dayOf returns the day of the month that word i is, with or without "th".
func (f *finder) dayOf(i int) int {
	digits, tail := splitDigits(f.word(i))
	switch tail {
	case "", "st", "nd", "rd", "th":
	default:
		return 0
	}
	n, err := strconv.Atoi(digits)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// yearOf returns the year that word i is.
func (f *finder) yearOf(i int) int {
	if n := f.plainInt(i); n >= 1900 && n < 2100 {
		return n
	}
	return 0
}

var yearSigns = setOf(`in since until till by from of year`)

// yearAt reads a year that stands alone, after a word that makes it one.
func (f *finder) yearAt(i int) int {
	y := f.yearOf(i)
	if y == 0 || i == 0 || !f.is(i-1, yearSigns) {
		return 0
	}
	return f.add(dateClaim(y, 0, 0), i, i)
}

var (
	amWords = setOf(`am subah सुबह`)
	pmWords = setOf(`pm shaam शाम`)
	oClock  = setOf(`baje oclock बजे`)
)

// clockAt reads "9 am", "9:30 pm", "18:00", "शाम 6 बजे".
func (f *finder) clockAt(i int) int {
	hour, minute, last, tail := f.hourAt(i)
	if last < i {
		return 0
	}
	first, sure := i, tail != "" || last > i
	morning, evening := tail == "am", tail == "pm"
	switch {
	case tail != "":
	case f.is(last+1, amWords):
		last, sure, morning = last+1, true, true
	case f.is(last+1, pmWords):
		last, sure, evening = last+1, true, true
	case f.is(last+1, oClock):
		last, sure = last+1, true
		morning, evening = f.is(i-1, amWords), f.is(i-1, pmWords)
		if morning || evening {
			first--
		}
	}
	if !sure {
		return 0
	}
	f.add(Claim{Kind: KindTime, Unit: "day", Value: strconv.Itoa(hourOfDay(hour, morning, evening)*60 + minute)}, first, last)
	return last - i + 1
}

func hourOfDay(hour int, morning, evening bool) int {
	switch {
	case evening && hour < 12:
		return hour + 12
	case morning && hour == 12:
		return 0
	}
	return hour
}

// hourAt reads an hour, with its minutes if a colon follows, and "am" or "pm"
// if they are glued to it. Last is before i if there is none.
func (f *finder) hourAt(i int) (hour, minute, last int, tail string) {
	digits, tail := splitDigits(f.word(i))
	hour, err := strconv.Atoi(digits)
	if err != nil || hour > 24 || !isHalf(tail) {
		return 0, 0, i - 1, ""
	}
	if tail != "" || f.between(i) != ":" {
		return hour, 0, i, tail
	}
	digits, tail = splitDigits(f.word(i + 1))
	minute, err = strconv.Atoi(digits)
	if err != nil || minute > 59 || len(digits) != 2 || !isHalf(tail) {
		return 0, 0, i - 1, ""
	}
	return hour, minute, i + 1, tail
}

func isHalf(tail string) bool { return tail == "" || tail == "am" || tail == "pm" }
