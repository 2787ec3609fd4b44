package learned

import (
	"strings"

	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// substance measures what the line has to go by: names, figures, a list.
func (r *Reader) substance(line string, t *traits) {
	capitals, digits := 0, 0
	for i := range r.text.Tokens {
		tok := &r.text.Tokens[i]
		inside := i > 0 && r.text.Tokens[i-1].Clause == tok.Clause
		if c := line[tok.From]; inside && 'A' <= c && c <= 'Z' && !tok.Class.Has(words.Me) {
			capitals++
		}
		if tok.Figure {
			digits++
		}
	}
	rows := strings.Count(line, "\n")
	t[named], t[figures], t[lists] = counted(capitals), counted(digits), counted(rows)
	t.set(specific, capitals > 0 || digits > 0 || rows > 0)
}

// against measures the line beside the bot's own.
func (r *Reader) against(mine *side, n *note, t *traits) {
	for k := range mine.ring.n {
		s := &r.shares[k]
		t.set(againWhole, t[againWhole] > 0 || s.union > linear.One*9/10 && n.n > 0)
	}
	if mine.ring.n > 0 {
		t.put(onTopic, int(r.shares[0].sense))
	}
}

// reply measures the line beside the sort of line that it answers.
func (r *Reader) reply(other *side, t *traits) {
	o, last := &other.last, other.ring.back(0)
	open := last.ask && opens.has(last.openers)
	closed := last.ask && !open
	wish := o[classOf(words.Seek)] > 0 || o[classOf(words.Give)] > 0
	t.set(openAsked, open)
	t.set(closedAsked, closed)
	t.set(told, !last.ask)
	t.set(wished, wish)
	t.set(puzzled, o[classOf(words.Lost)] > 0)
	t.set(muchShorter, len(r.text.Tokens)*4 < int(last.words))
	all, first, head := r.opening()
	t.set(strangeHe, pronouns.has(head) && !last.person)
	t.set(speaksOfItself, r.itself())
	t.set(deaf, other.cross > linear.One/2 && !all.Has(words.Sorry))
	r.decides(open, closed, wish, first, t)
	r.manners(other, all, t)
	r.wanted(last, all, t)
}

// decides measures whether the line says yes or no where that is wanted, and
// whether it has something to go by where anything was.
func (r *Reader) decides(open, closed, wish bool, first words.Class, t *traits) {
	says, asks := first.Has(words.Yes|words.Refusal), r.text.Counts.Questions > 0
	t.set(agrees, first.Has(words.Yes))
	t.set(decidesOpen, says && open)
	t.set(decidesTold, says && !open && !closed && !wish)
	t.set(decidesClosed, says && closed)
	if open || closed || wish {
		t.set(vague, t[specific] == 0 && !asks && !says)
		t.set(concrete, t[specific] > 0)
		t.set(asksBack, asks && r.text.Clauses() <= 2)
		t.set(unknown, r.vector[notKnown] > 0)
	}
}

// opening returns every part that a word of the line can play, the parts of its
// first word, and that word.
func (r *Reader) opening() (all, first words.Class, head uint32) {
	for i := range r.text.Tokens {
		all |= r.text.Tokens[i].Class
	}
	if len(r.text.Tokens) > 0 {
		first, head = r.text.Tokens[0].Class, r.text.Tokens[0].Hash
	}
	return all, first, head
}

// manners measures greetings, thanks and farewells.
func (r *Reader) manners(other *side, all words.Class, t *traits) {
	o := &other.last
	hi := o[classOf(words.Greeting)] > 0
	bye := o[closes] > 0 || o[classOf(words.Bye)] > 0 || o[classOf(words.Thanks)] > 0
	greets := all.Has(words.Greeting)
	t.set(greeted, hi)
	t.set(parted, bye)
	t.set(greetsLate, greets && !hi && other.lines > 1)
	t.set(greetsBack, greets && hi)
	t.set(greetMissed, hi && !greets && other.ring.back(0).words <= 3)
	t.set(partsBack, bye && r.hasAny(farewells))
	t.set(partsEarly, all.Has(words.Bye|words.Thanks) && !bye)
}

// wanted measures whether the question word gets what it asks for.
func (r *Reader) wanted(last *note, all words.Class, t *traits) {
	amount := last.much && counters.has(last.openers)
	t.set(countsWanted, amount && t[figures] > 0)
	t.set(countsMissing, amount && t[figures] == 0 && !all.Has(words.Number))
	t.set(reasonMissing, last.ask && whys.has(last.openers) && !r.hasAny(reasons))
	t.set(personMissing, whos.has(last.openers) && t[named] == 0 && !r.hasAny(fellows) && !r.hasAny(self))
}

// itself reports whether the bot speaks of a life of its own.
func (r *Reader) itself() bool {
	toks := r.text.Tokens
	for i := 1; i < len(toks); i++ {
		if self.has(toks[i-1].Hash) && lives.has(toks[i].Hash) {
			return true
		}
	}
	return false
}

func (r *Reader) hasAny(h hashes) bool {
	for i := range r.text.Tokens {
		if h.has(r.text.Tokens[i].Hash) {
			return true
		}
	}
	return false
}

// topicOf measures whether the line is about what the customer speaks of.
func (r *Reader) topicOf(mem *Memory, n *note, t *traits) {
	other := &mem.customer
	last := other.ring.back(0)
	s := n.with(last)
	t.set(parrots, s.union > linear.One*9/10 && n.n > 1)
	t.set(asksTold, r.text.Counts.Questions > 0 && s.common > 0)
	t.put(coversWish, covered(last, n))
	t.put(nearTopic, int(s.sense))
	t.set(takesRarest, n.has(last.rarest()))
	best, most := s.sense, s.union
	for k := 1; k < min(other.ring.n, 3); k++ {
		o := n.with(other.ring.back(k))
		best, most = max(best, o.sense), max(most, o.union)
	}
	t.put(nearTopics, int(best))
	t.put(sharesTopics, int(most))
	fresh := s.common == 0 && (mem.bot.ring.n == 0 || r.shares[0].common == 0)
	t.set(changesTopic, fresh)
	t.set(offersTopic, fresh && r.text.Counts.Questions > 0)
}

// covered returns how much of a, weighed by rarity, is in b, in 1/256.
func covered(a, b *note) int {
	have, all := 0, 0
	for i := range a.n {
		all += int(a.stems[i].rare)
		if b.has(a.stems[i].hash) {
			have += int(a.stems[i].rare)
		}
	}
	if all == 0 {
		return 0
	}
	return have * linear.One / all
}

// rarest returns the rarest stem of a note.
func (n *note) rarest() uint32 {
	var best stem
	for i := range n.n {
		if n.stems[i].rare > best.rare {
			best = n.stems[i]
		}
	}
	return best.hash
}

// has reports whether a note has a stem.
func (n *note) has(h uint32) bool {
	for i := range n.n {
		if n.stems[i].hash == h {
			return true
		}
	}
	return false
}
