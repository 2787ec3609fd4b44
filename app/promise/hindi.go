package promise

import "strings"

// hindi finds promises in Hindi, in its own letters or in Latin ones: the verb
// stands last, says who does it, and what is promised stands before it. Each
// clause is read by itself.
func (f *finder) hindi() {
	for start := 0; start < len(f.sentence); {
		end := f.clauseEnd(start)
		for i := start; i < end; i++ {
			c, ok := f.finite(start, i)
			if !ok || !f.ourClause(start, end) {
				continue
			}
			if c, ok = f.about(c, start, i, end); ok {
				f.claims = append(f.claims, c)
			}
			start = i + 1
		}
		start = end
	}
}

// finite reads the verb at word i: a future form, or a present one, which
// promises only with a time.
func (f *finder) finite(start, i int) (claim, bool) {
	t := f.at(i)
	switch {
	case t.is(cHinFuture) && !f.duty(i):
		return claim{first: start, verb: i, last: i}, true
	case t.is(cHinNear|cHinGoing) && f.at(i+1).is(cHinBe) && t.gap == gapNone:
		return claim{first: start, verb: i, last: i + 1, needs: needWords}, true
	}
	return claim{}, false
}

// duty reports whether the future at word i is what somebody has to do, or how
// long something takes, which the verb before it decides.
func (f *finder) duty(i int) bool {
	before := f.at(i - 1).word
	switch f.at(i).word {
	case "hoga", "hogi":
		return strings.HasSuffix(before, "na") || strings.HasSuffix(before, "ni") || strings.HasSuffix(before, "ना") || strings.HasSuffix(before, "नी") || before == "kiya"
	case "lagega", "lagegi", "lagenge", "लगेगा", "लगेगी":
		return !strings.HasSuffix(before, "ne") && !strings.HasSuffix(before, "ने") || before == "aane" || before == "hone"
	}
	return false
}

// ourClause reports whether the clause from start to end is ours, and neither
// asks, denies nor hangs on anything.
func (f *finder) ourClause(start, end int) bool {
	ours := false
	for i := start; i < end; i++ {
		t := f.at(i)
		switch {
		case t.is(cHinUs):
			ours = true
		case t.is(cForeign) && !ours:
			return false
		case t.is(cHinAsk), beside[t.word], t.is(cHinNot) && !f.soothing(i, end):
			return false
		case t.is(cHinYou) && !ours && !cases[f.at(i+1).word]:
			return false
		}
	}
	return !f.hindiCondition(start)
}

// cases are what makes "aap" an object: "aap ko".
var cases = setOf("ko को se से ka ke ki का के की")

// genitives are what make a word belong to the next one.
var genitives = setOf("ka ke ki का के की")

// soothing reports whether the "na" at word i denies nothing of ours: "chinta
// na karein", or a "na" behind everything.
func (f *finder) soothing(i, end int) bool {
	if i == end-1 {
		return true
	}
	switch f.at(i + 1).word {
	case "करें", "करिए", "कीजिए", "karein", "karen", "kariye", "kijiye", "karo":
		return f.at(i).word != "ne" && f.at(i).word != "ने"
	}
	return false
}

// hindiCondition reports whether a condition stands before the clause or in
// it, or the whole sentence asks.
func (f *finder) hindiCondition(start int) bool {
	for i := range f.sentence {
		if f.condition(i) && !f.overcome(i, start) {
			return true
		}
	}
	return f.at(len(f.sentence)-1).is(cHinAsk) || f.at(0).is(cHinAsk)
}

// told are verbs that are news by themselves.
var told = map[string]Kind{
	"batata": Update, "batati": Update, "batate": Update, "bataunga": Update, "bataungi": Update, "bataoonga": Update, "batayenge": Update,
	"bataenge": Update, "batayega": Update, "batayegi": Update, "batadunga": Update, "bata": Update,
	"बताता": Update, "बताती": Update, "बताते": Update, "बताऊंगा": Update, "बताऊंगी": Update, "बताएंगे": Update, "बतायेंगे": Update,
	"बताएगा": Update, "बताएगी": Update, "बता": Update,
	"likhunga": Write, "likhenge": Write, "likhungi": Write, "लिखूंगा": Write, "लिखेंगे": Write,
	"lautayenge": Refund, "lautaenge": Refund, "लौटाएंगे": Refund,
}

// about completes a claim with what it is about: the verb itself, or the
// nearest word before it that says so, or behind it ("call karti hu aapko").
func (f *finder) about(c claim, start, i, end int) (claim, bool) {
	for k := i; k >= max(start, i-1); k-- {
		if kind, ok := told[f.at(k).word]; ok {
			c.kind = kind
			return f.complete(c, i)
		}
	}
	kind, visit := f.topic(start, i)
	switch {
	case kind != "" && kind != Other:
		c.kind = kind
	case visit && f.comes(i):
		c.kind = Visit
	case kind == Other || f.sends(i):
		c.kind = Other
	}
	return f.complete(c, i)
}

// topic returns what the words from start up to the verb at word i are about,
// the nearest one first, and whether they name somebody who visits. In "refund
// ka option" it is not the refund.
func (f *finder) topic(start, i int) (topic Kind, visit bool) {
	for k := i - 1; k >= start; k-- {
		kind, ok := aims[f.at(k).word]
		switch {
		case !ok, genitives[f.at(k+1).word] && k+1 < i:
		case kind == Visit:
			visit = true
		case topic == "", topic == Other:
			topic = kind
		}
	}
	return topic, visit
}

// comes reports whether the verb at word i is to come or to send.
func (f *finder) comes(i int) bool {
	for k := i; k >= i-1; k-- {
		switch f.at(k).word {
		case "aa", "aayega", "aayegi", "aaega", "ayega", "ayegi", "aayenge", "aaenge", "aata", "aati", "aayegaa", "आ", "आएगा", "आएगी", "आएंगे", "आयेगा",
			"आयेगी", "आयेंगे", "bhej", "bhejunga", "bhejenge", "bhejega", "भेज", "भेजेंगे", "pahunch", "pahuch", "पहुंच", "aaunga", "aunga", "pahunchega", "pahunchenge", "पहुंचेगा", "visit":
			return true
		}
	}
	return f.at(i-1).word == "visit" || f.at(i-2).word == "visit"
}

// sends reports whether the verb at word i is to send or to do.
func (f *finder) sends(i int) bool {
	switch f.at(i - 1).word {
	case "bhej", "भेज", "kar", "कर":
		return true
	}
	switch f.at(i).word {
	case "bhejunga", "bhejungi", "bhejenge", "bhejta", "bhejti", "भेजूंगा", "भेजूंगी", "भेजेंगे":
		return true
	}
	return false
}

// complete sets what time the claim needs, and its last word.
func (f *finder) complete(c claim, i int) (claim, bool) {
	switch c.kind {
	case "":
		return c, false
	case Other:
		c.needs = needTime
	case Fix:
		c.needs = max(c.needs, needWords)
	}
	f.widen(&c, i)
	c.verb = c.first
	return c, true
}

// widen ends the claim behind the "aapko" that may follow its verb.
func (f *finder) widen(c *claim, i int) {
	for k := i + 1; k < i+4 && f.at(k-1).gap == gapNone; k++ {
		if w := f.at(k).word; w == "aapko" || w == "आपको" {
			c.last = k
			return
		}
	}
}
