package knowledge

import "unicode"

// policies are the words by which something is promised or refused, and what
// they come to.
var policies = map[string]string{
	"refund": "refund", "refunds": "refund", "refunded": "refund", "refundable": "refund", "moneyback": "refund",
	"nonrefundable": "no refund", "रिफंड": "refund", "wapsi": "refund", "vapasi": "refund", "वापसी": "refund",
	"warranty": "warranty", "warranties": "warranty", "guarantee": "guarantee", "guaranteed": "guarantee",
	"वारंटी": "warranty", "गारंटी": "guarantee",
	"free": "free", "muft": "free", "मुफ्त": "free", "complimentary": "free",
	"cancel": "cancel", "cancelled": "cancel", "canceled": "cancel", "cancellation": "cancel", "cancelling": "cancel", "रद्द": "cancel", "radd": "cancel",
	"return": "return", "returns": "return", "returnable": "return",
	"replacement": "replacement", "replacements": "replacement", "exchange": "exchange", "exchanges": "exchange",
	"discount": "discount", "discounts": "discount", "discounted": "discount", "छूट": "discount",
	"cashback": "cashback", "कैशबैक": "cashback",
	"unlimited": "unlimited", "lifetime": "lifetime", "trial": "trial",
	"penalty": "penalty", "fee": "charge", "fees": "charge", "surcharge": "charge", "शुल्क": "charge",
	"compensation": "compensation", "waived": "waiver", "waiver": "waiver",
}

// denials turn a policy round when they stand shortly before it.
var denials = setOf(`no not never without non cannot cant dont doesnt wont isnt arent nahi nahin bina नहीं नही बिना`)

// policyAt reads a policy word; "no" within three words before it, or "नहीं"
// within three behind it, denies it.
func (f *finder) policyAt(i int) int {
	value, ok := policies[string(f.word(i))]
	if !ok || value == "free" && i > 0 && string(f.folded[f.words[i-1].start:f.words[i-1].end]) == "toll" {
		return 0
	}
	c := Claim{Kind: KindPolicy, Value: value, Unit: value}
	if rest, denied := cutNo(value); denied {
		c.Value, c.Unit, c.Denied = rest, rest, true
	}
	// In "no cancellation fee" it is the fee that is denied.
	if _, more := policies[string(f.word(i+1))]; !more && f.deniedAt(i) {
		c.Denied = !c.Denied
	}
	return f.add(c, i, i)
}

func cutNo(value string) (string, bool) {
	if len(value) > 3 && value[:3] == "no " {
		return value[3:], true
	}
	return value, false
}

// lateDenials follow what they deny, as in Hindi.
var lateDenials = setOf(`nahi nahin नहीं नही`)

func (f *finder) deniedAt(i int) bool {
	at := f.words[i].sentence
	for j := i - 1; j >= 0 && j >= i-3 && f.words[j].sentence == at; j-- {
		if f.is(j, denials) {
			return true
		}
	}
	for j := i + 1; j < len(f.words) && j <= i+3 && f.words[j].sentence == at; j++ {
		if f.is(j, lateDenials) {
			return true
		}
	}
	return false
}

// featureWords make a name of the capitalised word beside them.
var featureWords = setOf(`plan plans mode feature option page tab menu section button app dashboard pack package edition
	tier addon module integration`)

// featureAt reads the name of something: two or more capitalised words inside
// a sentence, or one beside a word such as "plan".
func (f *finder) featureAt(i int) int {
	if !f.capital(i) {
		return 0
	}
	last := i
	for f.capital(last+1) && f.between(last) == " " && f.words[last+1].sentence == f.words[i].sentence && last-i < 4 {
		last++
	}
	if last == i && !(f.is(i+1, featureWords) && f.between(i) == " ") {
		return 0
	}
	value := ""
	for j := i; j <= last; j++ {
		if j > i {
			value += " "
		}
		value += f.term(j)
	}
	return f.add(Claim{Kind: KindFeature, Unit: "name", Value: value}, i, last)
}

// capital reports whether word i begins with a capital and is no common word.
func (f *finder) capital(i int) bool {
	if f.word(i) == nil || !f.words[i].tells() || f.words[i].has(isNumber) {
		return false
	}
	for _, c := range f.source[f.words[i].from:] {
		return unicode.IsUpper(c)
	}
	return false
}
