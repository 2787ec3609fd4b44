package promise

import "strings"

// who is the subject of a claim.
type who uint8

const (
	whoNobody who = iota
	whoUs
	whoYou
	whoThing
	whoForeign
)

// subject is who will do something, and what kind of thing it is.
type subject struct {
	who   who
	kind  Kind
	first int
}

// english finds what English words for the future announce.
func (f *finder) english() {
	for i := 0; i < len(f.sentence); i++ {
		verb, s, needs, ok := f.future(i)
		if !ok || s.who == whoNobody || s.who == whoForeign || f.refused(s.first, verb) {
			continue
		}
		if last := f.chain(s, verb, needs); last > i {
			i = last
		}
	}
}

// future reads a word for the future at i: where its verb is, whose it is, and
// what time it needs.
func (f *finder) future(i int) (verb int, s subject, needs need, ok bool) {
	t := f.at(i)
	if t.is(cWill) {
		return i + 1, f.subject(i), needNothing, true
	}
	us := func(first int) subject { return subject{who: whoUs, first: first} }
	switch t.word {
	case "going":
		if f.at(i+1).word == "to" && f.at(i-1).is(cBe|cUs) {
			return i + 2, f.subject(i - 1), needNothing, true
		}
	case "let":
		return i + 2, us(i), needSome, f.at(i+1).word == "me"
	case "promise", "guarantee":
		return i + 2, us(i - 1), needNothing, f.at(i+1).word == "to" && f.at(i-1).is(cUs)
	case "should", "would":
		s, ok := f.polite(i)
		return i + 1, s, needTime, ok
	case "scheduled", "booked", "arranged":
		s, ok := f.booked(i)
		return i, s, needTime, ok
	case "expect":
		return i, subject{who: whoYou, first: i}, needNothing, f.expecting(i)
	case "to":
		if first, ok := f.delegated(i); ok {
			return i + 1, us(first), needNothing, true
		}
	}
	if f.progressive(i) {
		s := subject{who: whoUs, first: i}
		if f.at(i - 1).is(cBe) {
			s = f.subject(i - 1)
		}
		return i, s, needSome, s.who == whoUs
	}
	return 0, subject{}, needNothing, false
}

// polite reads "would" and "should" where they only soften a "will": "our team
// would call you by 5", "you should get it today".
func (f *finder) polite(i int) (subject, bool) {
	would := f.at(i).word == "would"
	if i == 0 || f.at(i-1).gap != gapNone || f.at(i+1).word == "have" || !would && f.at(i-1).is(cUs) {
		return subject{}, false
	}
	for k := i + 1; k < len(f.sentence); k++ {
		if f.at(k).word == "but" {
			return subject{}, false
		}
	}
	s := f.subject(i)
	return s, s.first < i && (s.who != whoYou || !would)
}

// booked reads "I have scheduled" and "a callback is scheduled": what is
// written down for a time is promised for it.
func (f *finder) booked(i int) (subject, bool) {
	for k := i - 1; k >= 0 && k > i-9 && f.at(k).gap == gapNone; k-- {
		t := f.at(k)
		switch {
		case t.word == "was", t.word == "were", t.word == "had", t.is(cYou | cNot | cWill):
			return subject{}, false
		case t.is(cUs):
			return subject{who: whoUs, first: k}, true
		case aims[t.word] == Call, aims[t.word] == Visit:
			first := k
			if f.at(k-1).gap == gapNone && k > 0 {
				first--
			}
			return subject{who: whoThing, kind: aims[t.word], first: first}, true
		}
	}
	return subject{}, false
}

// expecting reports whether "expect" at word i is said to the customer.
func (f *finder) expecting(i int) bool {
	before := f.at(i - 1)
	return i == 0 || before.gap != gapNone || before.is(cAsk|cAdverb|cJoin) || before.word == "please"
}

// delegated reports whether "to" at word i ends "I have asked Rohan to", and
// where that begins.
func (f *finder) delegated(i int) (first int, ok bool) {
	asked := false
	for k := i - 1; k >= 0 && k > i-9 && f.at(k).gap == gapNone; k-- {
		switch w := f.at(k).word; {
		case w == "asked", w == "requested", w == "told", w == "instructed":
			asked = true
		case asked && f.at(k).is(cUs):
			return k, true
		case asked && w != "have" && !f.at(k).is(cAdverb):
			return 0, false
		}
	}
	return 0, false
}

// progressive reports whether word i is "calling" of "I am calling you in five
// minutes", or of the same without its beginning.
func (f *finder) progressive(i int) bool {
	t := f.at(i)
	_, phrase := f.phrase(i)
	if v, ok := verbs[t.word]; (!phrase || !strings.HasSuffix(t.word, "ing")) && (!ok || v.form != formIng) && (!t.is(cLight) || !strings.HasSuffix(t.word, "ing")) {
		return false
	}
	return i == 0 || f.at(i-1).is(cBe) || f.at(i-1).gap != gapNone
}

// subject reads backwards from word i, which stands behind the subject.
func (f *finder) subject(i int) subject {
	k := i - 1
	for k >= 0 && f.at(k).gap == gapNone && f.at(k).is(cAdverb) && !f.at(k).is(cOurs) {
		k--
	}
	if k < 0 || f.at(k).gap != gapNone {
		return f.elliptic(i)
	}
	t := f.at(k)
	switch {
	case t.is(cUs):
		return subject{who: whoUs, first: k}
	case t.is(cYou):
		return subject{who: whoYou, first: k}
	case t.is(cThird):
		return subject{who: f.pronoun(t.word), first: k}
	case t.is(cJoin) && t.word != "that" && t.word != "who" && t.word != "which":
		return f.elliptic(i)
	}
	return f.nounPhrase(k)
}

func (f *finder) pronoun(w string) who {
	if w == "it" {
		return whoThing
	}
	return whoUs
}

// elliptic is the subject of "will call you by 5": who writes, unless the
// clause before was about the customer.
func (f *finder) elliptic(i int) subject {
	s := subject{who: whoUs, first: i}
	if f.at(i + 1).is(cUs | cYou | cThird) {
		s.who = whoNobody // "will you ..."
		return s
	}
	if i == 0 || f.at(i-1).gap != gapNone {
		return s
	}
	for k := i - 2; k >= 0 && k > i-10; k-- {
		switch {
		case f.at(k).is(cUs):
			return s
		case f.at(k).is(cYou) && f.at(k+1).is(cBe|cWill):
			s.who = whoYou
			return s
		}
	}
	return s
}

// nounPhrase reads a subject that ends in word k: people of ours go before
// others, because "our contact at the bank" is ours.
func (f *finder) nounPhrase(k int) subject {
	s := subject{who: whoThing, first: k}
	foreign := false
	for n := 0; k >= 0 && n < 8 && (n == 0 || f.within(k)); n++ {
		t := f.at(k)
		if t.is(cNobody) {
			return subject{who: whoNobody, first: k}
		}
		s.first = k
		foreign = foreign || t.is(cForeign)
		if t.is(cOurs) {
			s.who = whoUs
		}
		if a, ok := aims[t.word]; ok && (s.kind == "" || a == Refund) {
			s.kind = a
		}
		k--
	}
	return f.weigh(s, foreign)
}

// weigh decides between the nouns of a subject: one that begins with a thing,
// as "a call from our team" does, is the thing.
func (f *finder) weigh(s subject, foreign bool) subject {
	thing := s.kind != "" && s.kind != Visit && aims[f.at(s.first).word] == s.kind
	switch {
	case s.who == whoUs && thing:
		s.who = whoThing
	case s.who != whoUs && foreign:
		s.who = whoForeign
	}
	return s
}

// within reports whether a phrase of nouns that ends behind word k may have
// begun before it.
func (f *finder) within(k int) bool {
	t := f.at(k)
	return t.gap == gapNone && !t.is(cJoin|cReport|cUs|cBe|cWill|cMaybe) && !f.consoling(k)
}

// consoling reports whether word i is "no" of "no worries".
func (f *finder) consoling(i int) bool {
	switch f.at(i + 1).word {
	case "worries", "problem", "issue", "issues":
		return f.at(i).word == "no"
	}
	return false
}

// chain adds the claims of a verb and of those that "and" ties to it, and
// returns the last word of them.
func (f *finder) chain(s subject, verb int, needs need) int {
	last := 0
	first := s.first
	for at := verb; at < len(f.sentence); at++ {
		if at > verb {
			if f.ends(at) {
				break
			}
			if !f.tied(at) {
				continue
			}
			first = at
		}
		c, ok := f.act(s, at)
		if !ok {
			if at == verb && f.at(at).is(cNot) {
				return 0
			}
			continue
		}
		c.first = first
		c.needs = max(c.needs, needs)
		f.claims = append(f.claims, c)
		last, at = c.last, c.last
	}
	return last
}

// ends reports whether another clause, with its own subject, begins at word i.
func (f *finder) ends(i int) bool {
	t := f.at(i)
	if t.is(cWill) || t.word == "going" {
		return true
	}
	return f.at(i-1).is(cJoin) && t.is(cUs)
}

// tied reports whether a verb at word i may share the subject before it.
func (f *finder) tied(i int) bool {
	before := f.at(i - 1)
	switch before.word {
	case "and", "then", "also":
		return true
	case "or":
		return false
	}
	return false
}
