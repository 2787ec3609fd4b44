package promise

import "strings"

// act reads what s will do, from word i on.
func (f *finder) act(s subject, i int) (claim, bool) {
	for f.at(i).is(cAdverb) && f.at(i-1).gap == gapNone {
		i++
	}
	if f.words(i, "be", "able", "to") {
		i += 3
	}
	if w := f.at(i).word; f.at(i).is(cNot) || w == "" || w == "try" {
		return claim{}, false
	}
	switch s.who {
	case whoYou:
		return f.received(i)
	case whoThing:
		return f.happens(s, i)
	}
	if s.kind == Visit {
		if c, ok := f.comesBy(i); ok {
			return c, true
		}
	}
	if f.at(i).word == "be" {
		return f.passive(s, i)
	}
	return f.deed(i)
}

// happens reads what will become of a thing.
func (f *finder) happens(s subject, i int) (claim, bool) {
	if w := f.at(i).word; w == "be" || w == "get" {
		return f.passive(s, i)
	}
	return f.arrives(s, i)
}

// deed reads what one of us will do.
func (f *finder) deed(i int) (claim, bool) {
	if c, ok := f.phrase(i); ok {
		return c, true
	}
	if c, ok := f.caused(i); ok {
		return c, true
	}
	if c, ok := f.finished(i); ok {
		return c, true
	}
	if v, ok := verbs[f.at(i).word]; ok && (v.form == formBase || v.form == formIng) {
		return f.plain(i, v)
	}
	if f.at(i).is(cLight) {
		return f.light(i)
	}
	return claim{}, false
}

// phrase reads several words that promise together.
func (f *finder) phrase(i int) (claim, bool) {
	for _, p := range phrases[f.at(i).word] {
		if f.words(i, p.words...) {
			c := claim{kind: p.kind, verb: i, last: f.object(i + len(p.words) - 1), needs: p.needs}
			if c.kind == Update {
				f.medium(&c)
			}
			return c, true
		}
	}
	return claim{}, false
}

// plain reads a verb and looks at its object.
func (f *finder) plain(i int, v verb) (claim, bool) {
	at := i + 1
	if f.at(at).word == "back" {
		at++
	}
	if w := f.at(at).word; w == "to" || w == "with" && f.at(at+1).is(cYou) {
		at++
	}
	c := claim{kind: v.kind, verb: i, last: f.object(i), needs: v.needs}
	if (f.at(i).word == "revert" || f.at(i).word == "reverse") && f.money(at) {
		c.kind = Refund
		return c, true
	}
	if v.kind == Other {
		f.medium(&c)
	}
	return c, f.meant(&c, v, at)
}

// meant reports whether the object at word at is the one that verb v needs.
func (f *finder) meant(c *claim, v verb, at int) bool {
	switch v.object {
	case objectAlways:
		if f.at(c.verb).word == "tell" && f.tale(at+1) {
			c.needs = needTime
		}
		return f.at(at).is(cYou | cYour)
	case objectYou:
		if f.at(at).is(cYour) && v.kind == Update {
			return false
		}
		if f.at(c.verb).word == "answer" {
			c.needs = needTime
		}
		return f.forYou(at)
	}
	return true
}

// tale reports whether "tell you" goes on at word i with what is told at once:
// "tell you how".
func (f *finder) tale(i int) bool {
	return f.at(i-1).gap == gapNone && f.at(i).word != "" && !f.at(i).is(cPrep|cTimely)
}

// medium reads "by mail" and "over a call" behind the verb of a claim.
func (f *finder) medium(c *claim) {
	for k := c.last + 1; k < c.last+9 && f.at(k-1).gap == gapNone; k++ {
		kind := aims[f.at(k).word]
		if kind != Call && (c.kind == Update || kind != Mail && kind != Write) {
			continue
		}
		before := k - 1
		if w := f.at(before).word; w == "a" || w == "the" {
			before--
		}
		switch f.at(before).word {
		case "by", "over", "via", "on", "through", "your":
			c.kind, c.last, c.needs = kind, k, needNothing
			return
		}
	}
}

// money reports whether an amount is named from word i on.
func (f *finder) money(i int) bool {
	for k := i; k < i+3; k++ {
		switch f.at(k).word {
		case "charge", "charges", "amount", "payment", "money", "transaction", "fee":
			return true
		}
	}
	return false
}

// forYou reports whether the object at word i is the customer, or is not
// named because it is.
func (f *finder) forYou(i int) bool {
	t := f.at(i)
	if t.word == "this" {
		return f.at(i + 1).is(cPart | cDay)
	}
	return t.word == "" || f.at(i-1).gap != gapNone || t.is(cYou|cYour|cPrep|cAdverb|cDay|cPart|cJoin) && !t.is(cOurs)
}

// object returns the last word of "you", "back" and "to you" behind word i.
func (f *finder) object(i int) int {
	last := i
	for k := i + 1; k < i+4 && f.at(k-1).gap == gapNone; k++ {
		switch w := f.at(k).word; {
		case w == "you" || w == "u" || w == "ya":
			return k
		case w == "back":
			last = k
		case w != "to" && w != "with":
			return last
		}
	}
	return last
}

// caused reads "have a colleague call you" and "make sure that somebody calls
// you".
func (f *finder) caused(i int) (claim, bool) {
	switch f.at(i).word {
	case "have", "get", "ask", "make", "ensure", "see", "arrange", "request":
	default:
		return claim{}, false
	}
	people := false
	for k := i + 1; k < i+9 && f.at(k-1).gap == gapNone; k++ {
		t := f.at(k)
		if t.is(cOurs) {
			people = true
			continue
		}
		if !people {
			continue
		}
		if v, ok := verbs[t.word]; ok && (v.form == formBase || v.form == formS) {
			c, good := f.plain(k, v)
			c.verb = i
			return c, good
		}
		for _, p := range phrases[strings.TrimSuffix(t.word, "s")] {
			if f.words(k+1, p.words[1:]...) {
				return claim{kind: p.kind, verb: i, last: f.object(k + len(p.words) - 1), needs: p.needs}, true
			}
		}
	}
	return claim{}, false
}

// senders are the light verbs by which people come, and things go.
var senders = setOf("send sending arrange arranging schedule scheduling depute assign book booking")

// finished reads "have your line fixed", "get this sorted" and "see to it that
// your money is returned".
func (f *finder) finished(i int) (claim, bool) {
	reach := 7
	switch f.at(i).word {
	case "have", "get":
	case "make", "see", "ensure":
		reach = 12
	default:
		return claim{}, false
	}
	s := subject{who: whoThing}
	for k := i + 2; k < i+reach && f.at(k-1).gap == gapNone; k++ {
		w := f.at(k).word
		if v, ok := verbs[w]; ok && v.form == formPast {
			return done(claim{kind: v.kind, verb: i, last: k, needs: v.needs}, s), true
		}
		if workings[w] && w != "back" && w != "up" && w != "live" || w == "done" || w == "ready" {
			return claim{kind: Fix, verb: i, last: k, needs: needWords}, true
		}
		if kind, ok := aims[w]; ok && kind != Visit {
			s.kind = kind
		}
	}
	return claim{}, false
}

// light reads verbs that only their noun gives a meaning: "give you a call",
// "send the bill by e-mail".
func (f *finder) light(i int) (claim, bool) {
	c := claim{kind: Other, verb: i, last: i, needs: needTime}
	sending := senders[f.at(i).word]
	for k := i + 1; k < i+10; k++ {
		t := f.at(k)
		if f.at(k-1).gap != gapNone || t.word == "" || t.is(cJoin|cUs) {
			break
		}
		kind, ok := aims[t.word]
		if !ok || kind == Visit && !sending && !f.onSite(k) {
			continue
		}
		c.last = k
		if kind != Other && kind != Fix {
			c.kind, c.needs = kind, needNothing
			break
		}
	}
	if c.kind == Other && !sending && !f.gives(i) {
		return claim{}, false
	}
	return c, true
}

// onSite reports whether the person at word i will be at the customer's.
func (f *finder) onSite(i int) bool {
	return f.words(i+1, "at", "your") || f.words(i+1, "come") || f.words(i+1, "over")
}

// gives reports whether the light verb at word i has something to give.
func (f *finder) gives(i int) bool {
	switch f.at(i).word {
	case "have", "get", "receive", "expect", "leave", "put", "place", "make":
		return false
	}
	return true
}
