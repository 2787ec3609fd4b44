package promise

// dayRef names a day.
type dayRef struct {
	kind  dayKind
	n     int // days from today, day of the week, or day of the month
	month int // 1 to 12, or 0 for the next month that has the day
}

type dayKind uint8

const (
	dayNone     dayKind = iota
	dayPlus             // n days from today
	dayWeek             // the next n-day
	dayNextWeek         // n-day of the week after this one
	dayDate             // the n-th
	dayMonthEnd
)

// part is a part of the day, by the hour at which it is over.
type part uint8

const (
	partNone part = iota
	partMorning
	partAfternoon
	partEvening
	partNight
	partEnd // of the working day
)

var days = byWord(map[string]dayRef{
	"today aaj आज":                            {dayPlus, 0, 0},
	"tomorrow tmrw tmr tomorow kal कल":        {dayPlus, 1, 0},
	"parso parson परसों परसो":                 {dayPlus, 2, 0},
	"sunday sundays ravivar itwar रविवार":     {dayWeek, 0, 0},
	"monday mon somvar somwar सोमवार":         {dayWeek, 1, 0},
	"tuesday tue mangalvar मंगलवार":           {dayWeek, 2, 0},
	"wednesday budhvar budhwar बुधवार":        {dayWeek, 3, 0},
	"thursday thu guruvar guruwar गुरुवार":    {dayWeek, 4, 0},
	"friday fri shukravar shukrawar शुक्रवार": {dayWeek, 5, 0},
	"saturday shanivar shaniwar शनिवार":       {dayWeek, 6, 0},
	"tonight":     {dayPlus, 0, 0},
	"eod cob eow": {dayPlus, 0, 0},
	"weekend":     {dayWeek, 0, 0},
})

var parts = byWord(map[string]part{
	"morning subah सुबह":      partMorning,
	"afternoon dopahar दोपहर": partAfternoon,
	"evening shaam sham शाम":  partEvening,
	"night raat रात":          partNight,
})

var months = byMonth([]string{
	"january jan जनवरी", "february feb फरवरी", "march mar मार्च", "april apr अप्रैल", "may मई", "june jun जून",
	"july jul जुलाई", "august aug अगस्त", "september sep sept सितंबर", "october oct अक्टूबर",
	"november nov नवंबर", "december dec दिसंबर",
})

func byMonth(lists []string) map[string]int {
	m := make(map[string]int)
	for i, l := range lists {
		for w := range setOf(l) {
			m[w] = i + 1
		}
	}
	return m
}

// dayAt reads a day at word i: "today", "next Monday", "end of the week", "the
// 27th", "25/11".
func (f *finder) dayAt(i int, w *when) int {
	word := f.at(i).word
	switch word {
	case "tonight":
		w.part = partNight
		w.has |= slotPart
	case "eod", "cob":
		w.part = partEnd
		w.has |= slotPart
	case "weekend":
		if f.at(i-1).word == "before" || f.at(i-2).word == "before" {
			w.day = dayRef{dayWeek, 6, 0}
			return 1
		}
	case "eow":
		w.day = dayRef{dayWeek, 5, 0}
		return 1
	case "next":
		return f.nextDay(i, w)
	case "close", "end":
		return f.endOf(i, w)
	case "day", "week":
		return f.wholeAt(i, w)
	}
	if d, ok := days[word]; ok {
		w.day = d
		return 1
	}
	return f.dateAt(i, w)
}

// wholeAt reads "day after tomorrow", "the day" and "this week".
func (f *finder) wholeAt(i int, w *when) int {
	if f.words(i, "day", "after", "tomorrow") {
		w.day = dayRef{dayPlus, 2, 0}
		return 3
	}
	before := f.at(i - 1).word
	switch {
	case f.at(i).word == "day" && before == "the":
		w.day = dayRef{dayPlus, 0, 0}
		w.part = partEnd
		w.has |= slotPart
	case f.at(i).word == "week" && (before == "the" || before == "this"):
		w.day = dayRef{dayWeek, 5, 0}
	default:
		return 0
	}
	return f.isOver(i+1) + 1
}

// isOver passes "is over" and "ends" behind "before the day".
func (f *finder) isOver(i int) int {
	switch {
	case f.words(i, "is", "over"), f.words(i, "is", "out"):
		return 2
	case f.at(i).word == "ends":
		return 1
	}
	return 0
}

func (f *finder) nextDay(i int, w *when) int {
	if f.at(i+1).word == "week" {
		w.day = dayRef{dayNextWeek, 5, 0}
		return 2
	}
	if d, ok := days[f.at(i+1).word]; ok && d.kind == dayWeek {
		w.day = dayRef{dayNextWeek, d.n, 0}
		return 2
	}
	return 0
}

// endOf reads "end of day", "end of the week", "close of business".
func (f *finder) endOf(i int, w *when) int {
	at := i + 1
	if f.at(at).word != "of" {
		return 0
	}
	at++
	for range 2 {
		switch f.at(at).word {
		case "the", "this", "my", "our", "working", "business":
			at++
		}
	}
	switch f.at(at).word {
	case "day", "shift", "today":
		w.day = dayRef{dayPlus, 0, 0}
	case "tomorrow":
		w.day = dayRef{dayPlus, 1, 0}
	case "week":
		w.day = dayRef{dayWeek, 5, 0}
	case "month":
		w.day = dayRef{kind: dayMonthEnd}
	default:
		if f.at(at-1).word != "business" {
			return 0
		}
		at--
	}
	at++
	w.part = partEnd
	w.has |= slotPart
	if d, ok := days[f.at(at).word]; ok && d.kind == dayPlus && w.day.kind == dayPlus { // "end of day tomorrow"
		w.day = d
		at++
	}
	return at - i
}

// dateAt reads "20 November", "November 20", "the 27th" and "25/11", the day
// first, as in India.
func (f *finder) dateAt(i int, w *when) int {
	if m, ok := months[f.at(i).word]; ok {
		d, n := f.dayOfMonth(i + 1)
		if d == 0 {
			return 0
		}
		w.day = dayRef{dayDate, d, m}
		return n + 1
	}
	d, n := f.dayOfMonth(i)
	if d == 0 {
		return 0
	}
	if f.at(i).glue == '/' {
		if m := f.digits(i + 1); m >= 1 && m <= 12 {
			w.day = dayRef{dayDate, d, m}
			return 2
		}
		return 0
	}
	at := i + n
	if f.at(at).word == "of" {
		at++
	}
	if m, ok := months[f.at(at).word]; ok {
		w.day = dayRef{dayDate, d, m}
		return at - i + 1
	}
	if n == 2 {
		w.day = dayRef{dayDate, d, 0}
		return 2
	}
	return 0
}

// dayOfMonth reads "27" and "27th".
func (f *finder) dayOfMonth(i int) (day, n int) {
	d := f.digits(i)
	if d < 1 || d > 31 {
		return 0, 0
	}
	switch f.at(i + 1).word {
	case "st", "nd", "rd", "th":
		if f.at(i).to == f.at(i+1).from {
			return d, 2
		}
	}
	return d, 1
}
