package promise

import "strings"

// when is what a text says about a time, before it is put on the calendar.
type when struct {
	basis Basis
	// first and last are the words that say it.
	first, last int
	// minutes, days and working days from now.
	minutes, days, workDays int
	day                     dayRef
	clock                   int // minutes since midnight, or -1
	half                    half
	part                    part
	vague, now, strict      bool
	has                     slot
}

// slot says which parts of a time have been named.
type slot uint8

const (
	slotLength slot = 1 << iota
	slotDay
	slotClock
	slotPart
)

// half is the half of the day that an hour is said of.
type half uint8

const (
	halfUnknown half = iota
	halfMorning
	halfEvening
	halfBoth // written with 24 hours
)

func (w *when) known() bool { return w.now || w.has != 0 && !w.vague }

// timeIn returns the time that words from to to name; a later one goes before
// a vague one, and "now" between them.
func (f *finder) timeIn(from, to int) (when, bool) {
	var best when
	found := false
	for i := from; i < to; i++ {
		if !f.at(i).is(cTimely) && !f.isNumber(i) {
			continue
		}
		w, ok := f.time(i)
		if !ok || w.last >= to {
			continue
		}
		if w.has != 0 && !w.vague {
			return w, true
		}
		if !found || w.now && !best.now {
			best, found = w, true
		}
		i = w.last
	}
	return best, found
}

// time reads the longest time that begins at word i: prepositions, and after
// each of them a length, a day, an hour or a part of a day.
func (f *finder) time(i int) (when, bool) {
	w := when{first: i, clock: -1}
	if n := f.vagueAt(i, &w); n > 0 {
		w.last = i + n - 1
		return w, true
	}
	at := i
	for range 6 {
		basis, n := f.preposition(at)
		had := w.has
		m := f.component(at+n, basis, &w)
		if m == 0 {
			break
		}
		if w.basis == "" || basis == By {
			w.basis = basis
		}
		if had == 0 && basis == By && n > 0 && f.at(at).word == "before" {
			w.strict = true
		}
		at += n + m
		at += f.postposition(at, &w)
		if f.at(at-1).gap != gapNone {
			break
		}
	}
	if w.has == 0 {
		return when{}, false
	}
	w.last = at - 1
	return w, f.sound(&w)
}

// sound completes w, and reports whether it is a time at all: a length needs a
// word that makes it one from now on.
func (f *finder) sound(w *when) bool {
	if w.has == slotLength && w.basis == "" {
		return false
	}
	if w.basis == "" {
		w.basis = At
	}
	return true
}

// prepositions of times; "" are those that say nothing about the basis.
var prepositions = map[string]Basis{
	"in": Within, "within": Within, "inside": Within, "under": Within, "every": Within, "between": Within,
	"by": By, "before": By, "until": By, "till": By, "latest": By,
	"at": At, "on": At, "around": At, "about": At, "after": At, "for": At, "from": At, "over": Within, "sometime": At,
}

// preposition reads the prepositions at word i: "in the next", "no later than".
func (f *finder) preposition(i int) (Basis, int) {
	at := i
	var basis Basis
	switch {
	case f.words(i, "no", "later", "than"), f.words(i, "not", "later", "than"):
		basis, at = By, i+3
	case f.words(i, "at", "the", "latest"), f.words(i, "close", "of"):
		return "", 0
	case (f.at(i).word == "give" || f.at(i).word == "allow") && f.at(i+1).word != "":
		if w := f.at(i + 1).word; w == "me" || w == "us" {
			basis, at = Within, i+2
		}
	default:
		if b, ok := prepositions[f.at(i).word]; ok {
			basis, at = b, i+1
		}
	}
	for f.filler(at) {
		if b, ok := prepositions[f.at(at).word]; ok && basis == "" || b == By {
			basis = b
		}
		at++
	}
	return basis, at - i
}

// filler reports whether word i only stands between a preposition and a time.
func (f *finder) filler(i int) bool {
	switch f.at(i).word {
	case "next":
		return f.isNumber(i+1) || units[f.at(i+1).word].minutes > 0
	case "the":
		return f.at(i+1).word != "" && (f.filler(i+1) || f.at(i+1).is(cPart|cUnit|cDay) || f.isNumber(i+1) || f.at(i+1).word == "end")
	case "about", "around", "just", "another", "until", "till", "by", "maximum", "max", "approximately", "at", "coming", "this":
		return f.at(i+1).is(cTimely) || f.isNumber(i+1)
	}
	return false
}

// postposition reads what Hindi puts behind a time, and "from now", "later".
func (f *finder) postposition(i int, w *when) int {
	switch f.at(i).word {
	case "mein", "me", "में", "mai", "m":
		if w.has&slotLength != 0 {
			w.basis = Within
			return 1
		}
	case "andar", "bheetar", "bhitar", "अंदर", "भीतर":
		w.basis = Within
		return 1
	case "ke", "के", "se", "से", "ki":
		if n := f.postposition(i+1, w); n > 0 {
			return n + 1
		}
	case "tak", "तक":
		return f.until(w)
	case "pehle", "पहले":
		if w.has == slotLength {
			w.has = 0 // "two hours ago"
		}
		return f.until(w)
	case "baad", "बाद", "later", "hence":
		if w.has&slotLength != 0 {
			w.basis = At
			return 1
		}
	case "ko", "को", "hi", "ही":
		if w.has&^slotLength != 0 {
			return 1 + f.postposition(i+1, w)
		}
	case "dijiye", "dijie", "दीजिए", "do":
		if w.has == slotLength {
			w.basis = Within
			return 1
		}
	}
	return 0
}

// until makes w a limit, which a length cannot be.
func (f *finder) until(w *when) int {
	if w.has == slotLength || w.has == 0 {
		return 0
	}
	w.basis = By
	return 1
}

// component reads one part of a time at word i into w.
func (f *finder) component(i int, basis Basis, w *when) int {
	if f.at(i).word == "" {
		return 0
	}
	if w.has == 0 {
		if n := f.length(i, w); n > 0 {
			if basis == "" || basis == At || basis == By {
				return f.lengthBehind(i, n, basis, w)
			}
			return n
		}
	}
	if w.has&slotLength != 0 {
		return 0
	}
	if w.has&slotDay == 0 {
		if n := f.dayAt(i, w); n > 0 {
			w.has |= slotDay
			return n
		}
	}
	if w.has&slotClock == 0 {
		if n := f.hourAt(i, basis, w); n > 0 {
			w.has |= slotClock
			return n
		}
	}
	if w.has&slotPart == 0 {
		if p, ok := parts[f.at(i).word]; ok {
			w.part = p
			w.has |= slotPart
			return 1
		}
	}
	return 0
}

// lengthBehind accepts a length that no English preposition makes one from now
// on, if what follows it does.
func (f *finder) lengthBehind(i, n int, basis Basis, w *when) int {
	if basis != "" && f.at(i-1).word == "after" {
		return n
	}
	probe := *w
	if basis == "" && f.postposition(i+n, &probe) > 0 && probe.basis != "" {
		return n
	}
	w.has, w.minutes, w.days, w.workDays, w.vague = 0, 0, 0, 0, false
	return 0
}

// vagueAt reads words for soon and now.
func (f *finder) vagueAt(i int, w *when) int {
	for _, v := range vagueWords[f.at(i).word] {
		if f.words(i, v.words...) {
			w.vague, w.now = !v.now, v.now
			w.basis = Vague
			if v.now {
				w.basis = At
			}
			return len(v.words)
		}
	}
	return 0
}

type vagueWord struct {
	words []string
	now   bool
}

var vagueWords = vagueList([]string{
	"shortly", "soon", "asap", "as soon as", "in a bit", "in a while", "in a moment", "in a second", "in a sec", "in some time", "in sometime",
	"at the earliest", "momentarily", "thodi der", "thodi hi der", "थोडी देर", "थोडी ही देर", "jaldi", "jald", "जल्दी", "जल्द", "kuch der", "कुछ देर",
	"in a few minutes", "in a few mins", "in few minutes", "within a few minutes", "in a few hours", "in a few days", "in the coming days",
}, []string{
	"right now", "right away", "straight away", "now", "immediately", "at once", "instantly", "abhi", "अभी", "turant", "तुरंत",
})

func vagueList(soon, now []string) map[string][]vagueWord {
	m := make(map[string][]vagueWord)
	add := func(list []string, isNow bool) {
		for _, l := range list {
			ws := strings.Fields(l)
			m[ws[0]] = append(m[ws[0]], vagueWord{words: ws, now: isNow})
		}
	}
	add(soon, false)
	add(now, true)
	return m
}
