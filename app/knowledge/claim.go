package knowledge

import (
	"strconv"
	"strings"
)

// Kind is what a claim is about.
type Kind uint8

// The kinds of what can be checked (G-TRIG-04, A-47).
const (
	KindPhone    Kind = iota + 1 // a number to call
	KindEmail                    // an address to write to
	KindLink                     // a URL or a domain
	KindAmount                   // money, with its currency
	KindPercent                  // a share
	KindDuration                 // how long, or within how long
	KindDate                     // a day, a month with a day, a year, a day of the week
	KindTime                     // a time of day
	KindQuantity                 // so many of something
	KindPolicy                   // refund, warranty, free, cancel and their like
	KindFeature                  // something with a name
)

var kindWords = [...]string{
	"", "phone number", "e-mail address", "link", "amount", "percentage", "duration", "date", "time of day", "quantity",
	"policy", "name",
}

// String returns the kind as people read it.
func (k Kind) String() string {
	if int(k) < len(kindWords) {
		return kindWords[k]
	}
	return ""
}

// Claim is something in a text that knowledge can hold or contradict.
type Claim struct {
	Kind Kind
	// From and To are byte offsets into the text, From < To.
	From, To int
	// Text is what stands there.
	Text string
	// Value is the normal form: of two claims of one kind and unit that say
	// the same, it is the same, whatever script or style they were written in.
	Value string
	// Unit is what Low and High count: a currency, "percent", "seconds",
	// "workdays", "months", or the stem of what is counted. Claims in
	// different units neither hold nor contradict each other.
	Unit string
	// Low and High are the number in hundredths of the unit, the same unless
	// a range such as "3 to 5 days" was given. Claims without a number have
	// nought in both.
	Low, High int64
	// Denied says that the claim is made with "no" or "not": "no refund".
	Denied bool

	sentence    int // that it stands in
	first, last int // words of the reading that it is made of
}

// term is what the claim is looked up by in the index; no word of a text can
// be one, because of the colon.
func (c *Claim) term() string {
	if c.Kind == KindPolicy || c.Kind == KindFeature || c.Kind == KindQuantity {
		return ""
	}
	return strconv.Itoa(int(c.Kind)) + ":" + c.Unit + ":" + c.Value
}

// comparable reports whether two claims speak of the same measure, so that one
// of them may contradict the other.
func (c *Claim) comparable(d *Claim) bool { return c.Kind == d.Kind && c.Unit == d.Unit }

// holdsAnywhere reports whether it does not matter what stands around the
// claim: an address is right or wrong by itself.
func (c *Claim) holdsAnywhere() bool {
	return c.Kind == KindPhone || c.Kind == KindEmail || c.Kind == KindLink
}

// heldBy reports whether d, from an article, says what c says: the same
// value, or a range that c lies in. For dates, what d adds does no harm.
func (c *Claim) heldBy(d *Claim) bool {
	if !c.comparable(d) || c.Denied != d.Denied {
		return false
	}
	switch c.Kind {
	case KindAmount, KindPercent, KindDuration, KindQuantity:
		return d.Low <= c.Low && c.High <= d.High
	case KindDate:
		return dateWithin(c.Value, d.Value)
	case KindLink:
		return c.Value == d.Value || !strings.Contains(c.Value, "/") && strings.HasPrefix(d.Value, c.Value+"/")
	}
	return c.Value == d.Value
}

// dateWithin reports whether every part of the date c, year-month-day with
// nothing for what was not said, stands in d.
func dateWithin(c, d string) bool {
	cs, ds := strings.Split(c, "-"), strings.Split(d, "-")
	if len(cs) != len(ds) {
		return false
	}
	for i := range cs {
		if cs[i] != "" && cs[i] != ds[i] {
			return false
		}
	}
	return true
}
