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
	personCount
)

// person measures how the words for people stand to the others.
func (r *Reader) person(v *vector, all words.Class) {
	const anyone = words.PersonSure | words.PersonSome | words.PersonTeam
	t := &r.text
	set := func(p int, on bool) { v.set(featurePerson+feature(p), on) }
	set(connectMe, near(t, all, words.Connect, words.Me, 2))
	set(talkMachine, near(t, all, words.Negation, words.Machine, 7) && all.Has(words.Contact|words.Want))
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
	set(wantPerson, near(t, all, words.Want, sure|words.PersonSome, 4))
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
}

// negatedWish reports whether a negation comes before a wish for a person in
// its clause, and is not of a question: "why don't you connect me".
func (r *Reader) negatedWish(all, asks, anyone words.Class) bool {
	t := &r.text
	if !all.Has(words.Negation) || !all.Has(asks) || all.Has(words.Why) {
		return false
	}
	for i := range t.Tokens {
		if !t.Tokens[i].Class.Has(words.Negation) {
			continue
		}
		if at := follows(t, i, asks, 3); at >= 0 && follows(t, at, anyone, 6) >= 0 {
			return true
		}
	}
	return false
}
