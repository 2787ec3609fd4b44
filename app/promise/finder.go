package promise

// finder reads one text, sentence by sentence.
type finder struct {
	text     string
	sentence []token
	clock    clock
	found    []Promise
	claims   []claim
	// edge is the first word that no promise of this sentence has taken.
	edge int
}

// claim is a promise of the sentence before it has its time.
type claim struct {
	kind Kind
	// first is where its subject begins, verb where what it promises begins,
	// last its last word.
	first, verb, last int
	// needs says what the claim is worth nothing without.
	needs need
}

// need is the time without which words are talk: "I will check that" is work
// at hand, "I will check that by tomorrow" a promise.
type need uint8

const (
	needNothing need = iota
	needWords        // a time, if only a vague one
	needTime         // a time that a clock can keep
	needSome         // a time or "now", but not a vague one
)

var noToken token

// at returns word i of the sentence, or an empty one.
func (f *finder) at(i int) *token {
	if i < 0 || i >= len(f.sentence) {
		return &noToken
	}
	return &f.sentence[i]
}

// words reports whether the words at i are ws, with nothing but spaces between.
func (f *finder) words(i int, ws ...string) bool {
	for k, w := range ws {
		if f.at(i+k).word != w || k > 0 && f.at(i+k-1).gap != gapNone {
			return false
		}
	}
	return true
}

// clauseStart returns the first word of the clause that word i is in, as far
// as commas tell.
func (f *finder) clauseStart(i int) int {
	for i > 0 && f.at(i-1).gap == gapNone {
		i--
	}
	return i
}

// clauseEnd returns the word behind that clause.
func (f *finder) clauseEnd(i int) int {
	for i < len(f.sentence) && f.at(i).gap == gapNone {
		i++
	}
	return min(i+1, len(f.sentence))
}

// read finds the promises of the sentence.
func (f *finder) read() {
	n := len(f.sentence)
	if n == 0 || f.at(n-1).gap == gapQuestion {
		return
	}
	f.claims = f.claims[:0]
	f.english()
	if len(f.claims) == 0 {
		f.hindi()
	}
	f.settle()
}

// settle gives each claim its time: the first one behind it, before the next
// claim; else one that its clause begins with, or that was asked for ("give me
// ten minutes"). A claim without words for a time shares the next one's: "I'll
// check and call you by 5".
func (f *finder) settle() {
	f.edge = 0
	for i := range f.claims {
		c := &f.claims[i]
		end := len(f.sentence)
		if i+1 < len(f.claims) {
			end = f.claims[i+1].first
		}
		w, ok := f.timeIn(c.verb, end)
		if !ok {
			w, ok = f.timeBefore(c)
		}
		if !ok && c.kind != Other && i+1 < len(f.claims) && f.claims[i+1].first == f.claims[i+1].verb {
			w, ok = f.timeIn(f.claims[i+1].verb, len(f.sentence))
		}
		f.keep(c, w, ok)
		f.edge = max(f.edge, c.last+1)
		if ok {
			f.edge = max(f.edge, w.last+1)
		}
	}
}

// timeBefore looks for a time in front of the claim.
func (f *finder) timeBefore(c *claim) (when, bool) {
	start := max(f.edge, f.clauseStart(c.verb))
	if start < c.verb {
		if w, ok := f.timeIn(start, c.verb); ok && (w.known() || w.vague) {
			return w, ok
		}
	}
	for i := f.edge; i < start; i++ {
		s := f.at(i).word
		if s == "talk" || s == "speak" {
			return f.timeIn(i, start)
		}
		if s == "give" || s == "allow" || i == f.edge || f.dijiye(i) {
			if w, ok := f.time(i); ok && w.last < start {
				return w, ok
			}
		}
	}
	if f.at(len(f.sentence)-1).word == "then" {
		return f.timeIn(0, start) // "a call is booked for 3, we will ring you then"
	}
	return when{}, false
}

// dijiye reports whether a length that is asked for in Hindi begins at word i.
func (f *finder) dijiye(i int) bool {
	for k := i + 1; k < i+4; k++ {
		switch f.at(k).word {
		case "dijiye", "dijie", "दीजिए":
			return f.isNumber(i)
		}
	}
	return false
}

// keep adds the claim as a promise, unless it lacks what it needs.
func (f *finder) keep(c *claim, w when, timed bool) {
	switch {
	case c.needs == needWords && !timed,
		c.needs == needTime && (!timed || !w.known() || w.now),
		c.needs == needSome && (!timed || !w.known()):
		return
	}
	first, last := c.first, c.last
	p := Promise{Kind: c.kind, Basis: Vague}
	if timed {
		first = f.joined(min(first, w.first), first)
		last = max(last, w.last)
		p.Basis = w.basis
		p.Due, p.DueKnown = f.clock.due(&w)
	}
	if !p.DueKnown {
		p.Basis = Vague
	}
	if len(f.found) == MaxPromises || f.said(p) {
		return
	}
	p.From, p.To = f.at(first).from, f.at(last).to
	if n := len(f.found); n > 0 && p.From <= f.found[n-1].From {
		p.From = f.at(c.verb).from
		if p.From <= f.found[n-1].From {
			return
		}
	}
	p.Words = f.text[p.From:p.To]
	f.found = append(f.found, p)
}

// said reports whether the sentence has said p before, in other words: "a call
// is booked for 3, we will ring you then".
func (f *finder) said(p Promise) bool {
	n := len(f.found)
	return n > 0 && f.found[n-1].From >= f.at(0).from && p.DueKnown && f.found[n-1].Kind == p.Kind && f.found[n-1].Due == p.Due
}

// joined returns the earlier of two words, unless it belongs to what another
// promise has taken.
func (f *finder) joined(early, first int) int {
	if early < f.edge {
		return first
	}
	return early
}
