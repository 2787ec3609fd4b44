package knowledge

import (
	"strconv"
	"strings"
)

// currencies by what stands for them, as words; signs are in signs.
var currencies = map[string]string{
	"rs": "INR", "re": "INR", "inr": "INR", "rupee": "INR", "rupees": "INR", "rupaye": "INR", "rupay": "INR", "rupaiye": "INR",
	"रुपये": "INR", "रुपए": "INR", "रुपया": "INR", "रु": "INR", "रू": "INR",
	"usd": "USD", "dollar": "USD", "dollars": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR",
	"gbp": "GBP", "pound": "GBP", "pounds": "GBP", "aed": "AED", "dirham": "AED", "dirhams": "AED", "sgd": "SGD", "jpy": "JPY", "yen": "JPY",
}

// signs are the currencies' signs.
var signs = []struct{ sign, currency string }{{"₹", "INR"}, {"$", "USD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}}

// amountAt reads "₹199", "Rs. 199", "USD 20 to 30", "199 rupees", "199/-".
func (f *finder) amountAt(i int) int {
	first := i
	currency, from := f.signBefore(i), 0
	if currency != "" {
		from = f.words[i].from - len(trailingSign(f.before(i, 8)))
	} else if c, ok := currencies[string(f.word(i))]; ok && strings.Trim(f.between(i), " .:") == "" {
		currency, i = c, i+1
	}
	low, high, n := f.rangeAt(i)
	if n == 0 {
		return 0
	}
	last := i + n - 1
	to := f.words[last].to
	if currency == "" {
		currency, last, to = f.currencyAfter(last)
	}
	if currency == "" {
		return 0
	}
	if to == f.words[last].to && strings.HasPrefix(f.after(last, 2), "/-") {
		to += 2
	}
	c := numeric(KindAmount, currency, low, high)
	c.From, c.To = f.words[first].from, to
	if from > 0 || f.signBefore(first) != "" {
		c.From = from
	}
	return f.add(c, first, last)
}

// signBefore returns the currency whose sign stands right before word i.
func (f *finder) signBefore(i int) string {
	head := strings.TrimRight(f.before(i, 8), " ")
	for _, s := range signs {
		if strings.HasSuffix(head, s.sign) {
			return s.currency
		}
	}
	return ""
}

// trailingSign returns the sign and the blanks that end head.
func trailingSign(head string) string {
	bare := strings.TrimRight(head, " ")
	for _, s := range signs {
		if strings.HasSuffix(bare, s.sign) {
			return head[len(bare)-len(s.sign):]
		}
	}
	return ""
}

// currencyAfter looks for a currency at the tail of word last or behind it.
func (f *finder) currencyAfter(last int) (currency string, end, to int) {
	to = f.words[last].to
	if c, ok := currencies[f.tailOf(last)]; ok {
		return c, last, to
	}
	if strings.HasPrefix(f.after(last, 2), "/-") {
		return "INR", last, to + 2
	}
	if c, ok := currencies[string(f.word(last+1))]; ok && strings.TrimSpace(f.between(last)) == "" {
		return c, last + 1, f.words[last+1].to
	}
	tail := strings.TrimLeft(f.after(last, 8), " ")
	for _, s := range signs {
		// In "10 $20" the sign belongs to what follows.
		if strings.HasPrefix(tail, s.sign) && !startsWithDigit(strings.TrimLeft(tail[len(s.sign):], " ")) {
			return s.currency, last, to + len(f.after(last, 8)) - len(tail) + len(s.sign)
		}
	}
	return "", last, to
}

func startsWithDigit(s string) bool {
	for _, c := range s {
		_, ok := digitOf(c)
		return ok
	}
	return false
}

var percentWords = setOf(`percent percentage pct प्रतिशत फीसदी fisadi`)

// percentAt reads "18%", "18 per cent", "१८ प्रतिशत".
func (f *finder) percentAt(i int) int {
	low, high, n := f.rangeAt(i)
	if n == 0 {
		return 0
	}
	last := i + n - 1
	c := numeric(KindPercent, "percent", low, high)
	c.From, c.To = f.words[i].from, f.words[last].to
	tail := f.after(last, 3)
	switch {
	case strings.HasPrefix(strings.TrimLeft(tail, " "), "%"):
		c.To += strings.IndexByte(tail, '%') + 1
	case f.is(last+1, percentWords):
		last++
		c.To = f.words[last].to
	case string(f.word(last+1)) == "per" && string(f.word(last+2)) == "cent":
		last += 2
		c.To = f.words[last].to
	default:
		return 0
	}
	return f.add(c, i, last)
}

// A span is a unit of time as another unit, times.
type span struct {
	unit  string
	times int64
}

var durations = map[string]span{
	"s": {"seconds", 1}, "sec": {"seconds", 1}, "secs": {"seconds", 1}, "second": {"seconds", 1}, "seconds": {"seconds", 1}, "सेकंड": {"seconds", 1},
	"min": {"seconds", 60}, "mins": {"seconds", 60}, "minute": {"seconds", 60}, "minutes": {"seconds", 60}, "मिनट": {"seconds", 60},
	"h": {"seconds", 3600}, "hr": {"seconds", 3600}, "hrs": {"seconds", 3600}, "hour": {"seconds", 3600}, "hours": {"seconds", 3600},
	"ghante": {"seconds", 3600}, "ghanta": {"seconds", 3600}, "घंटे": {"seconds", 3600}, "घंटा": {"seconds", 3600}, "घंटों": {"seconds", 3600},
	"day": {"seconds", 86400}, "days": {"seconds", 86400}, "din": {"seconds", 86400}, "dino": {"seconds", 86400}, "दिन": {"seconds", 86400}, "दिनों": {"seconds", 86400},
	"week": {"seconds", 604800}, "weeks": {"seconds", 604800}, "hafte": {"seconds", 604800}, "hafta": {"seconds", 604800}, "हफ्ते": {"seconds", 604800}, "सप्ताह": {"seconds", 604800},
	"month": {"months", 1}, "months": {"months", 1}, "mahine": {"months", 1}, "mahina": {"months", 1}, "महीने": {"months", 1}, "महीना": {"months", 1},
	"year": {"months", 12}, "years": {"months", 12}, "yr": {"months", 12}, "yrs": {"months", 12}, "saal": {"months", 12}, "साल": {"months", 12}, "वर्ष": {"months", 12},
}

var (
	workWords  = setOf(`working business work office karya कार्य`)
	dayWords   = setOf(`day days din dino दिन दिनों दिवस`)
	shortUnits = setOf(`s h`) // a unit only when glued to its number
)

// durationAt reads "24 hours", "3-5 working days", "30min", "दस मिनट".
func (f *finder) durationAt(i int) int {
	low, high, n := f.rangeAt(i)
	if n == 0 {
		return 0
	}
	last := i + n - 1
	if d, ok := durations[f.tailOf(last)]; ok {
		return f.add(numeric(KindDuration, d.unit, scaled(low, d.times), scaled(high, d.times)), i, last)
	}
	last++
	if f.is(last, workWords) && f.is(last+1, dayWords) {
		return f.add(numeric(KindDuration, "workdays", low, high), i, last+1)
	}
	if d, ok := durations[string(f.word(last))]; ok && !f.is(last, shortUnits) && f.words[last].sentence == f.words[i].sentence {
		return f.add(numeric(KindDuration, d.unit, scaled(low, d.times), scaled(high, d.times)), i, last)
	}
	return 0
}

// quantityAt reads a number with what is counted: "5 extensions".
func (f *finder) quantityAt(i int) int {
	low, high, n := f.rangeAt(i)
	if n == 0 {
		return 0
	}
	at := i + n
	if f.word(at) == nil || !isBlank(f.between(at-1)) || !f.words[at].tells() || f.words[at].has(isNumber) {
		return 0
	}
	return f.add(numeric(KindQuantity, f.term(at), low, high), i, at)
}

func isBlank(s string) bool { return s != "" && strings.TrimSpace(s) == "" }

// numeric is a claim with a number in hundredths.
func numeric(k Kind, unit string, low, high int64) Claim {
	value := strconv.FormatInt(low, 10)
	if high != low {
		value += "-" + strconv.FormatInt(high, 10)
	}
	return Claim{Kind: k, Unit: unit, Value: value, Low: low, High: high}
}
