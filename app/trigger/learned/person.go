package learned

import "floorwalker/app/trigger/learned/words"

// The patterns of a request for a person, which follow the behaviours among
// the features.
const (
	contactPerson = iota // talk to a human
	personContact        // insaan se baat
	contactSome          // talk to someone
	someContact          // kisi se baat
	contactTeam          // talk to support
	connectPerson        // transfer me to an agent
	connectMe            // connect me
	wantPerson           // I want an agent
	givePerson           // get me a human
	realPerson           // a real person
	barePerson           // agent please
	notMachine           // not a bot, and a person
	talkMachine          // I do not want to talk to a bot
	negated              // no need to talk to an agent
	reported             // they told me to call an agent
	ownPerson            // my agent
	personPlace          // agent's number
	personOnly           // a person in a long line and no wish at all
	areYou               // are you human
	helpSome             // can someone help
	recounts             // agent ne kaha, agent se baat hui thi
	personRole           // an agent account: no person but a thing of one
	nobody               // no word for a person, a machine or for speaking
	teamOnly             // support or service, and no wish to speak
	personCount
)

// person measures how the words for people stand to the others.
func (r *Reader) person(v *vector, all words.Class) {
	const anyone = words.PersonSure | words.PersonSome | words.PersonTeam
	t := &r.text
	set := func(p int, on bool) { v.set(featurePerson+feature(p), on) }
	set(connectMe, r.connectsMe(all))
	set(talkMachine, near(t, all, words.Negation, words.Machine, 7) && all.Has(words.Contact|words.Want))
	set(nobody, !all.Has(anyone|words.Contact|words.Connect|words.Machine))
	if !all.Has(anyone) {
		return
	}
	sure := words.PersonSure
	if all.Has(words.PersonReal) || all.Has(words.Machine) {
		sure |= words.PersonSome
	}
	asks := words.Contact | words.Connect | words.Want | words.Give
	set(contactPerson, near(t, all, words.Contact, sure, 6))
	set(personContact, near(t, all, sure, words.Contact, 4))
	set(contactSome, near(t, all, words.Contact, words.PersonSome, 4))
	set(someContact, near(t, all, words.PersonSome, words.Contact, 4))
	set(contactTeam, near(t, all, words.Contact, words.PersonTeam, 5))
	set(connectPerson, near(t, all, words.Connect, anyone, 6))
	set(wantPerson, near(t, all, words.Want, sure|words.PersonSome, 4) || r.chahiye(sure))
	set(givePerson, near(t, all, words.Give, sure|words.PersonSome, 4))
	set(realPerson, near(t, all, words.PersonReal, anyone, 2))
	set(barePerson, len(t.Tokens) <= 3 && all.Has(sure))
	set(notMachine, all.Has(words.Machine) && all.Has(words.Negation))
	set(negated, r.negatedWish(all, asks, anyone))
	set(reported, near(t, all, words.Told|words.Past, anyone, 3) || near(t, all, anyone, words.Told, 2))
	set(ownPerson, near(t, all, words.Own, anyone, 2))
	set(personPlace, near(t, all, anyone, words.Place, 2))
	set(personOnly, len(t.Tokens) > 3 && !all.Has(words.Contact|words.Connect|words.Want|words.Give))
	set(areYou, near(t, all, words.You, sure|words.PersonSome|words.Machine, 5) && r.text.Counts.Questions > 0 && !all.Has(words.Contact|words.Connect|words.Want))
	set(helpSome, near(t, all, words.PersonSome, words.Known, 3))
	set(teamOnly, len(t.Tokens) > 3 && !all.Has(words.PersonSure|words.PersonSome|words.Contact|words.Connect|words.Machine))
	set(recounts, r.recounts(all))
	set(personRole, r.personRole())
}

// connectsMe reports whether the customer is to be connected, and not
// something of theirs: "connect my phone".
func (r *Reader) connectsMe(all words.Class) bool {
	t := &r.text
	if !all.Has(words.Connect) || !all.Has(words.Me) {
		return false
	}
	for i := range t.Tokens {
		if t.Tokens[i].Class.Has(words.Connect) {
			if at := follows(t, i, words.Me, 2); at >= 0 && !t.Tokens[at].Class.Has(words.Own) {
				return true
			}
		}
	}
	return false
}

// chahiye reports whether Hindi wants a person, who stands right before the
// wish.
func (r *Reader) chahiye(sure words.Class) bool {
	toks := r.text.Tokens
	for i := 1; i < len(toks); i++ {
		if h := toks[i].Hash; (h == chahiyeWord || h == chahiyeSign) && toks[i-1].Class.Has(sure) {
			return true
		}
	}
	return false
}

// recounts reports whether Hindi tells what somebody said or what was done:
// a person with the sign of who acted, or talking that is over.
func (r *Reader) recounts(all words.Class) bool {
	t := &r.text
	if !all.Has(words.PersonSure | words.PersonTeam) {
		return false
	}
	for i := range t.Tokens {
		switch c := t.Tokens[i].Class; {
		case c.Has(words.PersonSure) && r.after(i, 1, doers) && follows(t, i+1, words.Told, 2) >= 0:
			return true
		case c.Has(words.Contact|words.Connect) && r.before(i, 3, withSign) && r.after(i, 4, pasts):
			return true
		}
	}
	return false
}

// personRole reports whether a word for one of the staff stands right before
// what such a person has or does.
func (r *Reader) personRole() bool {
	toks := r.text.Tokens
	for i := 1; i < len(toks); i++ {
		const thing = words.Account | words.Place | words.Device | words.Money
		named := toks[i].Clause == toks[i-1].Clause && toks[i-1].Class.Has(words.PersonSure) && !toks[i].Class.Has(words.PersonSure)
		if named && toks[i].Class.Has(thing) && !toks[i].Class.Has(words.Contact|words.Connect|words.Ask|words.Urgent) {
			return true
		}
	}
	return false
}

// negatedWish reports whether the wish for a person is negated in its clause,
// and is not a question: "why don't you connect me", "kya agent se baat nahi
// ho sakti". English negates before the wish, Hindi beside it or at the end.
func (r *Reader) negatedWish(all, asks, anyone words.Class) bool {
	t := &r.text
	if !all.Has(words.Negation) || !all.Has(asks) || all.Has(words.Why) {
		return false
	}
	for i := range t.Tokens {
		switch c := t.Tokens[i].Class; {
		case c.Has(words.Negation):
			if at := follows(t, i, anyone, 1); at >= 0 && follows(t, at, words.Need, 1) >= 0 || r.declinesPerson(i, asks, anyone) {
				return true
			}
		case c.Has(anyone) && !all.Has(words.Machine) && t.Counts.Questions == 0:
			if at := follows(t, i, words.Negation, 5); at >= 0 && r.hindi(i, at) {
				return true
			}
		}
	}
	return false
}

// declinesPerson reports whether the negation at i is of a wish for a person.
// "Don't you have" only asks, and who declines a machine wants a person.
func (r *Reader) declinesPerson(i int, asks, anyone words.Class) bool {
	t := &r.text
	if t.Counts.Questions > 0 && follows(t, i, words.You, 1) >= 0 {
		return false
	}
	at := follows(t, i, asks, 3)
	if at < 0 || at == i+2 && t.Tokens[i+1].Class.Has(words.Work) {
		return false // "not working connect me"
	}
	who := follows(t, at, anyone|words.Machine, 6)
	return who >= 0 && !t.Tokens[who].Class.Has(words.Machine)
}

// hindi reports whether a word that only Hindi has for wanting or talking
// stands between the tokens from and to, or right after.
func (r *Reader) hindi(from, to int) bool {
	t := &r.text
	for i := from + 1; i <= to+1 && i < len(t.Tokens); i++ {
		switch t.Tokens[i].Hash {
		case baatWord, baatSign, chahiyeWord, chahiyeSign:
			return true
		}
	}
	return false
}

// Words of Hindi in either script. Read-only.
var (
	baatWord    = words.HashOf("baat")
	baatSign    = words.HashOf("बात")
	chahiyeWord = words.HashOf("chahiye")
	chahiyeSign = words.HashOf("चाहिए")
	doers       = hashesOf(`ne ने`)
	withSign    = hashesOf(`se से`)
	pasts       = hashesOf(`tha thi hui hua gayi gaya था थी हुई हुआ गई गयी गया`)
)
