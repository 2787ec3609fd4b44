package learned

import (
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// The words for those who serve, and those for what is awful.
const (
	served = words.You | words.PersonTeam | words.PersonSure | words.Machine
	awful  = words.Awful | words.Upset | words.Swear
)

// grievance measures what people say who were let down, in whatever trade and
// wherever in a chat: nothing before it is needed to understand it. A long line
// and one that opens a chat are calm as a rule, so they count against signs of
// any other kind only.
func (r *Reader) grievance(v *vector, all words.Class) {
	t := &r.text
	v.set(upset, r.upset(all))
	v.set(complains, all.Has(words.Escalate))
	v.set(blames, near(t, all, words.Bad|awful, served, 2) || near(t, all, served, words.Bad|awful, 3))
	v.set(keepsWaiting, near(t, all, words.Again, words.Wait, 4) || near(t, all, words.Wait, words.Negation, 6) && all.Has(words.Again))
	if len(t.Tokens) <= brief {
		r.outburst(v, all)
	}
	v.set(threatens, all.Has(words.Me) && t.Counts.Questions == 0 && (r.elsewhere(all) || r.says(leavingWord, true) && r.says(cancelWord, true)))
	n := v.plain(all)
	if n == 0 {
		v[calmStart], v[calmLength] = v[early], v[length]
		return
	}
	for _, loud := range [...]bool{v.has(insists), v.has(shouts), all.Has(words.Swear)} {
		if loud {
			n++
		}
	}
	if n > 1 {
		v.put(rages, n*linear.One/2)
	}
	if v.has(fedUp) { // thanks for nothing
		v[closes], v[praises] = 0, 0
	}
}

// outburst measures what is a grievance in a short line only: a long one tells
// a story, in which somebody said something to somebody.
func (r *Reader) outburst(v *vector, all words.Class) {
	t := &r.text
	failing := near(t, all, words.Negation, words.Correct|words.Lost|words.Good|words.PersonTeam, 2)
	v.set(youFail, failing && near(t, all, words.You, words.Negation, 2))
	v.set(toldYou, !v.has(praises) && (v.has(said) || near(t, all, words.You, words.Told, 2)))
	v.set(fedUp, r.idiom() || r.damns(all) || r.tells(all))
	v.set(stillNot, v.has(notWorking) && all.Has(words.Again))
	v.set(sneers, all.Has(words.Good|words.Thanks) && all.Has(awful) && all.Has(served|words.Correct))
}

// plain counts the signs of a grievance that need nothing else beside them.
func (v *vector) plain(all words.Class) (n int) {
	for _, f := range [...]feature{upset, complains, youFail, fedUp, stillNot, threatens, sneers} {
		if v.has(f) {
			n++
		}
	}
	if v.has(blames) && all.Has(awful) {
		n++
	}
	return n
}

// upset reports whether the line says who was let down, or by whom. What was
// disappointing is past, and may be anything.
func (r *Reader) upset(all words.Class) bool {
	t := &r.text
	if !all.Has(words.Upset) || near(t, all, words.Negation, words.Upset, 2) {
		return false
	}
	return all.Has(served) || near(t, all, words.Me, words.Upset, 4) && !near(t, all, words.Past, words.Upset, 3)
}

// damns reports whether the line says of "this" that it is awful, of anything
// that it is the worst ever, or of who serves that they are very bad.
func (r *Reader) damns(all words.Class) bool {
	if !all.Has(awful | words.Bad) {
		return false
	}
	for i := range r.text.Tokens {
		switch h := r.text.Tokens[i].Hash; {
		case (h == thisWord || h == yehWord) && follows(&r.text, i, awful, 3) >= 0:
			return true
		case h == worstWord && r.after(i, 8, evers):
			return true
		case all.Has(served) && very.has(h) && follows(&r.text, i, awful|words.Bad, 1) >= 0:
			return true
		}
	}
	return false
}

// tells reports whether the line reproaches the bot that it says something
// again, or says that something was tried before.
func (r *Reader) tells(all words.Class) bool {
	if !all.Has(words.Again) {
		return false
	}
	for i := range r.text.Tokens {
		switch t := &r.text.Tokens[i]; {
		case t.Class.Has(words.You) && r.after(i, 2, saids):
			return true
		case tries.has(t.Hash) && r.before(i, 2, selves) && r.after(i, 2, alreadies):
			return true
		}
	}
	return false
}

// tempered returns the evidence of frustration that a line has without a
// grievance of its own: from temperate on it hardly rises. Who says no to one
// offer after another is noticed, and calls nobody by that alone.
func (v *vector) tempered(l linear.Logit) linear.Logit {
	const temperate = 7 * linear.Unit / 2
	if v.has(calmLength) && l > temperate {
		return temperate + (l-temperate)/12
	}
	return l
}
