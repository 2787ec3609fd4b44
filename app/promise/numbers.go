package promise

import (
	"strconv"
	"strings"
)

// unit is a length of time: so many minutes, or so many days of the calendar,
// which are not always 24 hours.
type unit struct{ minutes, days int }

var units = byWord(map[string]unit{
	"minute minutes min mins minit minat mnt mints मिनट मिनिट":             {minutes: 1},
	"hour hours hr hrs ghanta ghante ghantey ghanto घंटा घंटे घण्टे घंटों": {minutes: 60},
	"day days din दिन dino दिनों":                                          {days: 1},
	"week weeks hafta hafte haftey हफ्ता हफ्ते सप्ताह":                     {days: 7},
	"month months mahina mahine महीना महीने":                               {days: 30},
})

// numbers are in hundredths, so that a half is one too.
var numbers = numbersOf(`a an one ek एक/100 couple two do दो/200 three teen तीन/300 four char chaar चार/400 five paanch panch पांच/500
	six chhe che chhah छह छः/600 seven saat सात/700 eight aath आठ/800 nine nau नौ/900 ten das दस/1000 eleven gyarah/1100
	twelve barah बारह/1200 fifteen pandrah पंद्रह/1500 twenty bees बीस/2000 thirty tees तीस/3000 forty chalis चालीस/4000
	fifty pachas पचास/5000 sixty saath साठ/6000 ninety/9000
	half aadhe adhe aadha adha आधे आधा/50 dedh डेढ/150 dhai ढाई/250 quarter/25`)

func numbersOf(list string) map[string]int {
	m := make(map[string]int)
	var waiting []string
	for _, w := range strings.Fields(list) {
		name, value, ends := strings.Cut(w, "/")
		waiting = append(waiting, name)
		if !ends {
			continue
		}
		n, _ := strconv.Atoi(value)
		for _, x := range waiting {
			m[x] = n
		}
		waiting = waiting[:0]
	}
	return m
}

// digits returns the value of word i if it is up to four digits, or -1.
func (f *finder) digits(i int) int {
	w := f.at(i).word
	if w == "" || len(w) > 4 || w[0] < '0' || w[0] > '9' {
		return -1
	}
	n := 0
	for j := range len(w) {
		if w[j] < '0' || w[j] > '9' {
			return -1
		}
		n = n*10 + int(w[j]-'0')
	}
	return n
}

func (f *finder) isNumber(i int) bool { return f.at(i).is(cNumber) || f.digits(i) >= 0 }

// number reads the number at word i in hundredths, and how many words it
// takes: "2", "1.5", "forty five", "do teen" (two or three: the later counts).
func (f *finder) number(i int) (value, n int) {
	if d := f.digits(i); d >= 0 {
		if f.at(i).glue == '.' {
			if tenth := f.digits(i + 1); tenth >= 0 && tenth < 10 {
				return d*100 + tenth*10, 2
			}
		}
		return d * 100, 1
	}
	v, ok := numbers[f.at(i).word]
	if !ok {
		return 0, 0
	}
	next, ok := numbers[f.at(i+1).word]
	switch {
	case !ok || f.at(i).gap != gapNone:
		return v, 1
	case v >= 2000 && v%1000 == 0 && next < 1000 && next >= 100:
		return v + next, 2
	case v == 100 || v == 50 || v == 25: // "a couple", "half an"
		return v * next / 100, 2
	}
	return next, 2
}

// length reads a length of time at word i: "10-15 minutes", "an hour and a
// half", "three working days". The longest that it allows is taken, because
// that is what was promised.
func (f *finder) length(i int, w *when) int {
	if f.at(i).is(cUnit) {
		return f.bareUnit(i, w)
	}
	value, n := f.number(i)
	if n == 0 {
		return 0
	}
	at := i + n
	if later, m := f.upTo(at); m > 0 {
		value, at = later, at+m
	}
	if f.at(at).word == "of" {
		at++
		if v, m := f.number(at); m > 0 && f.at(at+m).is(cUnit) {
			value, at = value*v/100, at+m
		}
	}
	if s := f.at(at).word; s == "and" && f.words(at, "and", "a", "half") && f.at(at+3).is(cUnit) {
		value, at = value+50, at+3
	}
	working := false
	if s := f.at(at).word; s == "working" || s == "business" {
		working = true
		at++
	}
	u, ok := units[f.at(at).word]
	if !ok {
		return f.unitless(i, at, value, w)
	}
	at++
	value, at = f.behindUnit(value, at)
	w.setLength(value, u, working)
	return at - i
}

// upTo reads the upper end of a range: "-15", "to 3", "or two".
func (f *finder) upTo(i int) (value, n int) {
	switch {
	case f.at(i-1).glue == '-', f.at(i-1).gap == gapComma && f.digits(i) >= 0 && f.digits(i-1) >= 0:
		return f.number(i)
	case f.at(i).word == "to", f.at(i).word == "or", f.at(i).word == "se", f.at(i).word == "से":
		if v, m := f.number(i + 1); m > 0 {
			return v, m + 1
		}
	}
	return 0, 0
}

// behindUnit reads "and a half" and "or two" behind the unit.
func (f *finder) behindUnit(value, at int) (newValue, newAt int) {
	if f.words(at, "and", "a", "half") {
		return value + 50, at + 3
	}
	if f.at(at).word == "or" && !f.at(at+2).is(cUnit) {
		if v, m := f.number(at + 1); m > 0 {
			return v, at + 1 + m
		}
	}
	return value, at
}

// bareUnit reads "the hour" of "within the hour".
func (f *finder) bareUnit(i int, w *when) int {
	u := units[f.at(i).word]
	before := f.at(i - 1).word
	if u.minutes == 0 || before != "the" && before != "next" && before != "every" {
		return 0
	}
	w.setLength(100, u, false)
	return 1
}

// unitless reads "in 5", which people write for minutes.
func (f *finder) unitless(i, at, value int, w *when) int {
	if f.at(i-1).word != "in" || value < 100 || f.at(i).word == "a" || value > 6000 || f.at(at-1).gap == gapNone && f.at(at).word != "" || f.at(at-1).glue != 0 {
		return 0
	}
	w.setLength(value, unit{minutes: 1}, false)
	return at - i
}

func (w *when) setLength(value int, u unit, working bool) {
	w.has |= slotLength
	switch {
	case u.minutes > 0:
		w.minutes = value * u.minutes / 100
	case working:
		w.workDays = (value + 99) / 100
	case value%100 != 0:
		w.minutes = value * u.days * 24 * 60 / 100
	default:
		w.days = value / 100 * u.days
	}
}
