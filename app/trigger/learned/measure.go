package learned

import (
	"math/bits"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// measure fills v with the features of the line at hand, whose note is n.
func (r *Reader) measure(mem *Memory, from chat.Speaker, n *note, v *vector) {
	*v = vector{}
	mine, other := &mem.customer, &mem.bot
	if from == chat.SpeakerBot {
		mine, other = other, mine
	}
	all := r.count(v)
	r.looks(v)
	r.moods(v, all)
	r.person(v, all)
	r.history(v, mine, n, all)
	r.relation(v, mine, other, n)
	r.discontent(v, all)
	r.failure(v, mine, other, all)
	v.set(early, mem.lines < 3)
	v.put(late, log(int(mem.lines)))
	r.grievance(v, all)
}

// count counts the classes of the words and returns all of them.
func (r *Reader) count(v *vector) (all words.Class) {
	var n [parts]int
	for i := range r.text.Tokens {
		c := r.text.Tokens[i].Class
		all |= c
		for c &= 1<<parts - 1; c != 0; c &= c - 1 {
			n[bits.TrailingZeros64(uint64(c))]++
		}
	}
	for i := range n {
		v[i] = counted(n[i])
	}
	return all
}

// looks measures what is left of a line when its words are taken away.
func (r *Reader) looks(v *vector) {
	t, c := &r.text, &r.text.Counts
	words, loud, held := len(t.Tokens), 0, 0
	for i := range t.Tokens {
		if t.Tokens[i].Loud {
			loud++
		}
		if t.Tokens[i].Held {
			held++
		}
	}
	v.set(lengthSmall, words <= 2)
	v.set(lengthLarge, words >= 15)
	v.put(length, log(words))
	v.set(asksOnce, c.Questions == 1)
	v.set(asksMore, c.Questions > 1)
	v[exclaims] = counted(c.Shouts)
	v[insists] = counted(c.Runs)
	v[trails] = counted(c.Dots)
	if loud > 0 {
		v.put(shouts, loud*linear.One/words+linear.One/4)
	}
	v[holds] = counted(held)
	v[gladSign] = counted(c.Glad)
	v[crossSign] = counted(c.Cross)
}

// moods measures words that mean more together than by themselves.
func (r *Reader) moods(v *vector, all words.Class) {
	t := &r.text
	refuses := len(t.Tokens) > 0 && t.Tokens[0].Class.Has(words.Refusal)
	v.set(refusesFirst, refuses)
	v.set(refusesOnly, refuses && len(t.Tokens) <= 3)
	v.set(notWorking, near(t, all, words.Negation, words.Work, 3))
	v.set(notGood, near(t, all, words.Negation, words.Good, 4))
	v.set(notWanted, near(t, all, words.Negation, words.Want|words.Seek, 2))
	v.set(notKnown, near(t, all, words.Negation, words.Known, 3))
	v.set(notYou, together(t, all, words.Negation, words.You))
	v.set(badYou, together(t, all, words.Bad|words.Awful|words.Swear, words.You))
	v.set(said, near(t, all, words.Me, words.Told|words.Correct, 2))
	v.set(whyNot, together(t, all, words.Why, words.Negation|words.Bad))
	v.set(wantsOther, all.Has(words.Other) && all.Has(words.Seek|words.Want|words.Can))
	r.answers(v, all, refuses)
	v.set(leaves, near(t, all, words.Me|words.Want|words.Please, words.Leave, 4))
}

// answers tells a judgement from an answer that only has the same words.
func (r *Reader) answers(v *vector, all words.Class, refuses bool) {
	t, count := &r.text, len(r.text.Tokens)
	ends := r.ends(all, refuses)
	v.set(closes, ends)
	v.set(offersMore, t.Counts.Questions > 0 && together(t, all, words.Other, words.Known|words.PersonTeam|words.You))
	v.set(rejects, refuses && !ends && count > 2)
	if !refuses && !ends && all.Has(words.Negation) {
		v.set(opposes, true)
		v.set(opposesSoon, r.soon(words.Negation, 4))
		v.set(opposesShort, count <= 12)
	}
	v.set(praises, all.Has(words.Good) && !all.Has(words.Negation))
	v.set(defers, count <= 14 && near(t, all, words.Negation, words.Later, 6))
	v.set(notNeeded, near(t, all, words.Negation, words.Need, 2))
	v.set(soothes, refuses && count > 1 && t.Tokens[1].Class.Has(words.Trifle))
	v.set(onlyAnswers, refuses && count <= 5 && all.Has(words.Have))
	v.set(notSeen, near(t, all, words.Negation, words.Seen, 3))
	v.set(notMine, near(t, all, words.Me, words.Negation, 3) && near(t, all, words.Negation, words.Good|words.Want|words.Seek, 3))
}

// ends reports whether the line says that this was all: thanks or a farewell,
// no and "that is all", no and "nothing else", no and next to nothing.
func (r *Reader) ends(all words.Class, refuses bool) bool {
	t, count := &r.text, len(r.text.Tokens)
	if refuses && r.onlyNo(all) {
		return true
	}
	if t.Counts.Questions > 0 || count > 16 {
		return false
	}
	if !refuses {
		return all.Has(words.Thanks) && all.Has(words.Done) || count <= 6 && all.Has(words.Thanks|words.Bye)
	}
	if all.Has(words.Task) && !near(t, all, words.Negation, words.Task, 6) {
		return false
	}
	return all.Has(words.Done|words.Thanks|words.Bye) || count <= 10 && near(t, all, words.Want|words.Negation, words.Other, 3)
}

// onlyNo reports whether a line that begins with a refusal has next to nothing
// after it, or says that all is well: "no, I'm good".
func (r *Reader) onlyNo(all words.Class) bool {
	t, count := &r.text, len(r.text.Tokens)
	if count <= 4 && r.empty(all) {
		return true
	}
	return count <= 6 && all.Has(words.Good) && !near(t, all, words.Refusal, words.Negation, 9)
}

// empty reports whether a refusal goes on with everyday words only and
// without a second negation: "no, that's it".
func (r *Reader) empty(all words.Class) bool {
	t := &r.text
	return near(t, all, words.Filler, words.Filler, 1) && !near(t, all, words.Refusal, words.Negation, 9) && !all.Has(words.Seek|words.Urgent)
}

// soon reports whether one of the first n tokens can play c.
func (r *Reader) soon(c words.Class, n int) bool {
	for i := range min(n, len(r.text.Tokens)) {
		if r.text.Tokens[i].Class.Has(c) {
			return true
		}
	}
	return false
}

// history measures the line against the speaker's own.
func (r *Reader) history(v *vector, mine *side, n *note, all words.Class) {
	v.set(refusesAgain, n.refuse && mine.last[refusesFirst] > 0)
	v.set(losesManners, mine.polite && mine.lines > 1 && !all.Has(words.Please|words.Thanks|words.Greeting|words.Good))
	best, asked := int16(0), false
	for k := range mine.ring.n {
		old := mine.ring.back(k)
		s := n.with(old)
		r.shares[k] = s
		alike := (s.union + s.spell) / 2
		best = max(best, alike)
		asked = asked || n.ask && old.ask && alike > linear.One/2
		if k == 0 {
			v.put(sameAsLast, int(alike))
		}
		v.set(sameFigures, v[sameFigures] > 0 || n.figures != 0 && n.figures == old.figures)
	}
	v.put(sameAsBefore, int(best))
	v.set(repeatsAsk, asked)
	v.set(againHeld, best > linear.One*3/4 && !mine.fresh && mine.lines > 0)
	if mine.lines > 1 && int32(len(r.text.Tokens))*3*mine.lines < mine.words { // #nosec G115 -- at most words.MaxRead
		v.set(shrinks, true)
	}
	v[crossBefore] = mine.cross
}

// relation measures the line against the other's.
func (r *Reader) relation(v *vector, mine, other *side, n *note) {
	if other.lines == 0 {
		return
	}
	o, last := &other.last, other.ring.back(0)
	s := n.with(last)
	v.put(echoes, int(s.union))
	v.put(topical, int(s.sense))
	v[otherRepeated] = other.repeated
	v[otherSorry] = o[classOf(words.Sorry)]
	v[otherSorries] = other.sorry
	v[otherUnknown] = o[notKnown]
	v[otherNegates] = min(o[classOf(words.Negation)], linear.One)
	v.set(otherAsked, last.ask)
	v.put(otherLong, log(int(last.words)))
	v.set(otherShort, last.words <= 3)
	v.set(otherRefused, last.refuse)
	v[otherOffered] = o[offersMore]
	failed := o[classOf(words.Negation)] > 0 || o[classOf(words.Sorry)] > 0
	v.set(persists, failed && (v[classOf(words.Again)] > 0 || v[classOf(words.Other)] > 0))
	v.set(corrects, last.ask && v[rejects] > 0 && (n.figures != 0 && n.figures != last.figures || s.common > 0))
	v[otherCross] = other.cross
	v[badBefore] = other.cross
	v.set(unanswered, last.ask && s.common == 0 && n.words > 2)
	if mine.lines > 0 {
		praise := v[classOf(words.Good)] > 0 && (o[classOf(words.Negation)] > 0 || other.repeated > linear.One/2)
		v.set(jeers, praise)
	}
}

// classOf returns the feature that counts a class.
func classOf(c words.Class) feature { return feature(bits.TrailingZeros64(uint64(c))) }
