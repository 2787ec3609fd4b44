package learned

import (
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// brief is how many words a line has at most that does little else than
// what one of its words says.
const brief = 16

// discontent measures what people do when they are not served: they put right
// what was understood, ask what else there is, brush a question off. A word
// that may do any of that by the way does so only in a short line.
func (r *Reader) discontent(v *vector, all words.Class) {
	short := len(r.text.Tokens) <= brief
	v.set(goesOn, all.Has(words.Also) && !all.Has(words.Negation))
	v.set(amends, !v.has(praises) && (short && all.Has(words.Amend) || r.soon(words.Amend, 4)))
	v.set(regrets, all.Has(words.Sorry) && !v.has(refusesFirst) && !v.has(praises))
	v.set(tooMuch, r.says(tooWord, false))
	if short {
		r.demands(v, all)
	}
	if all.Has(words.Negation) {
		r.negations(v, all)
	}
	v.set(fails, all.Has(words.Fail) || v.has(notKnown) || v.has(classOf(words.Sorry)) && all.Has(words.Negation))
}

// demands measures what a short line wants.
func (r *Reader) demands(v *vector, all words.Class) {
	t := &r.text
	asks := t.Counts.Questions > 0
	task := all.Has(words.Task) && !near(t, all, words.Negation, words.Task, 4)
	v.set(orders, task && all.Has(words.Negation))
	v.set(wantsMore, all.Has(words.More) && !v.has(goesOn) && (asks || task || all.Has(words.Seek)))
	v.set(doubts, r.soon(words.Lost, 2) && !v.has(praises) && (asks || all.Has(words.Negation)))
}

// negations measures what a negation is about.
func (r *Reader) negations(v *vector, all words.Class) {
	t := &r.text
	v.set(denies, r.denies())
	v.set(indifferent, near(t, all, words.Negation, words.Mind, 3))
	v.set(anyWillDo, near(t, all, words.Negation, words.Prefer, 4))
	v.set(notSo, near(t, all, words.Negation, words.Yes, 2))
	v.set(neitherOne, r.says(eitherWord, true))
}

// denies reports whether a statement of the line negates: a question that
// does so only asks.
func (r *Reader) denies() bool {
	t := &r.text
	last := t.Tokens[len(t.Tokens)-1].Clause
	for i := range t.Tokens {
		if t.Tokens[i].Class.Has(words.Negation) && (t.Counts.Questions == 0 || t.Tokens[i].Clause < last) {
			return true
		}
	}
	return false
}

// failure measures a line of mine by what the other did before it. The same
// "no, thank you" closes a chat after an offer of more help, and gives up on
// it after a failure.
func (r *Reader) failure(v *vector, mine, other *side, all words.Class) {
	if other.lines == 0 {
		v.set(nobodyAsked, v.has(refusesFirst))
		return
	}
	o := &other.last
	failed := o.has(fails) || o.has(denies)
	v[otherFailed], v[otherFailures] = o[fails], min(other.failures, 2*linear.One)
	v.set(otherDenied, o.has(denies))
	v.put(crossSoFar, int(4*mine.moods/(mine.lines+4)))
	declined := v.has(closes) && v.has(refusesFirst)
	v.set(declines, declined && !o.has(offersMore))
	v.set(endsFailed, declined && failed)
	content := v.has(praises) || v.has(closes) || v.has(goesOn)
	v.set(retries, failed && !content && len(r.text.Tokens) <= 2*brief && all.Has(words.Again|words.Other))
	wantsNo := o.has(classOf(words.Negation)) || o.has(classOf(words.Dislike))
	v.set(likesNothing, wantsNo && other.ring.back(0).ask && all.Has(words.Negation|words.Dislike))
}

// has reports whether a feature is there at all.
func (v *vector) has(f feature) bool { return v[f] > 0 }

// Words that are no class of their own. Read-only.
var (
	tooWord     = words.HashOf("too")
	eitherWord  = words.HashOf("either")
	thisWord    = words.HashOf("this")
	yehWord     = words.HashOf("ye")
	leavingWord = words.HashOf("leaving")
	cancelWord  = words.HashOf("cancel")
	worstWord   = words.HashOf("worst")
	evers       = hashesOf(`ever`)
	very        = hashesOf(`bahut bohot bilkul ekdum kitni itni बहुत बिल्कुल एकदम`)
	saids       = hashesOf(`said told repeated`)
	tries       = hashesOf(`did tried done`)
	selves      = hashesOf(`i ive we weve`)
	alreadies   = hashesOf(`already before twice`)
)

// says reports whether the line has word, as the last of its clause only if
// it may be.
func (r *Reader) says(word uint32, last bool) bool {
	t := &r.text
	for i := range t.Tokens {
		if t.Tokens[i].Hash == word && (last || i+1 < len(t.Tokens) && t.Tokens[i+1].Clause == t.Tokens[i].Clause) {
			return true
		}
	}
	return false
}
