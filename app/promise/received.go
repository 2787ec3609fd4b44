package promise

// received reads what the customer will get: "you will have a mail", "you'll
// hear from us", "you will be called".
func (f *finder) received(i int) (claim, bool) {
	switch f.at(i).word {
	case "hear":
		return claim{kind: Update, verb: i, last: i}, true
	case "be":
		k := f.pastAdverbs(i + 1)
		switch f.at(k).word {
		case "hearing":
			return claim{kind: Update, verb: i, last: k}, true
		case "getting", "receiving":
			return f.gift(k)
		}
		v, ok := verbs[f.at(k).word]
		return claim{kind: v.kind, verb: i, last: k}, ok && v.form == formPast && v.kind != Other
	case "get", "receive", "have", "expect", "find":
	default:
		return claim{}, false
	}
	if f.at(i+1).word == "to" && f.at(i).word != "expect" {
		return claim{}, false
	}
	if f.words(i, "expect", "to", "hear") {
		return claim{kind: Update, verb: i, last: i + 2}, true
	}
	return f.gift(i)
}

// pastAdverbs returns the first word from i on that is none.
func (f *finder) pastAdverbs(i int) int {
	for f.at(i).is(cAdverb) {
		i++
	}
	return i
}

// gift reads what the customer gets from the verb at word i on.
func (f *finder) gift(i int) (claim, bool) {
	c := claim{kind: Other, verb: i, last: i, needs: needTime}
	for k := i + 1; k < i+8 && f.at(k-1).gap == gapNone; k++ {
		if beside[f.at(k).word] {
			break
		}
		kind, ok := aims[f.at(k).word]
		if !ok {
			continue
		}
		c.kind, c.last = kind, k
		if kind != Other && f.at(i).word != "find" {
			c.needs = needNothing
		}
		return c, !f.fromOthers(k)
	}
	return claim{}, false
}

// beside are words that make a call or a mail something to look at.
var beside = setOf("option options feature button to how charged charges otp pin password vikalp विकल्प ऑप्शन रिकॉर्ड record recorded history limit")

// fromOthers reports whether what is named at word i comes from people who are
// not ours.
func (f *finder) fromOthers(i int) bool {
	if f.at(i+1).word != "from" {
		return false
	}
	for k := i + 2; k < i+6 && f.at(k-1).gap == gapNone; k++ {
		if f.at(k).is(cForeign) {
			return true
		}
	}
	return false
}

// passive reads "will be" and what follows it.
func (f *finder) passive(s subject, i int) (claim, bool) {
	if s.who == whoUs {
		if c, ok := f.phrase(i); ok {
			return c, true
		}
	}
	k := f.pastAdverbs(i + 1)
	w := f.at(k).word
	v, ok := verbs[w]
	c := claim{kind: Other, verb: i, last: k, needs: needTime}
	switch {
	case ok && v.form == formIng:
		return f.going(s, k, v)
	case s.kind == Refund && (w == "in" || w == "back"):
		c.kind = Refund
	case workings[w]:
		c.kind, c.needs = Fix, needWords
		if s.who != whoThing {
			return f.back(s, i, k)
		}
	case ok && v.form == formPast:
		c.kind, c.needs = v.kind, v.needs
	case !ok && f.at(k).is(cLight):
	default:
		return claim{}, false
	}
	return done(c, s), true
}

// going reads "will be calling you".
func (f *finder) going(s subject, i int, v verb) (claim, bool) {
	if s.who == whoThing {
		v.object = objectAlways
	}
	return f.plain(i, v)
}

// back reads "I will be back in five minutes".
func (f *finder) back(s subject, i, at int) (claim, bool) {
	return claim{kind: Update, verb: i, last: at, needs: needTime}, s.who == whoUs && f.at(at).word == "back"
}

// done completes what will be done with s: a mail that is sent is a mail, a
// refund that is processed is a refund.
func done(c claim, s subject) claim {
	named := s.kind != "" && s.kind != Fix && s.kind != Other
	if named && (c.kind == Other || c.kind == Refund) {
		c.kind = s.kind
	}
	if c.kind != Other && c.kind != Fix {
		c.needs = needNothing
	}
	return c
}

// workings are the states of what has been mended.
var workings = setOf("working active back up live restored running functional online operational")

// arrives reads "will reach you", "will come" and "will arrive" of things.
func (f *finder) arrives(s subject, i int) (claim, bool) {
	c := claim{kind: s.kind, verb: i, last: f.object(i), needs: needTime}
	switch w := f.at(i).word; w {
	case "call", "ring", "phone", "email", "mail", "contact", "visit", "text", "message":
		return f.plain(i, verb{kind: verbs[w].kind, object: objectAlways}) // "Rohan will call you"
	case "scheduled", "booked", "arranged":
		return c, s.kind == Call || s.kind == Visit
	case "work", "start", "resume":
		c.kind = Fix
		return c, w != "start" || f.at(i+1).word == "working"
	case "arrive", "reach", "come", "go":
		if f.at(i+1).word == "back" || f.at(i+1).word == "up" {
			c.kind = Fix
			return c, w == "come"
		}
		if s.kind == Fix || s.kind == "" {
			c.kind = Other
		}
		return c, s.kind != "" || w == "arrive" || c.last > i
	}
	return claim{}, false
}

// comesBy reads "the engineer will come" and "will be there".
func (f *finder) comesBy(i int) (claim, bool) {
	c := claim{kind: Visit, verb: i, last: i, needs: needTime}
	switch f.at(i).word {
	case "come", "arrive", "reach", "drop", "stop":
		next := f.at(i + 1).word
		return c, next != "out" && next != "back"
	case "be":
		c.last = i + 1
		w := f.at(i + 1).word
		return c, w == "there" || w == "here" || w == "with" || w == "at" || w == "on" && f.at(i+2).word == "site"
	}
	return claim{}, false
}
