package learned

import "floorwalker/app/trigger/learned/words"

// The words by which a customer judges an answer, and those that show that it
// is the answer that is judged. Read-only.
var (
	wrongs    = hashesOf(`wrong incorrect false galat galt गलत untrue mistaken`)
	pointers  = hashesOf(`that thats this its it answer answers youre still again completely totally ye yeh yah यह ये jawab`)
	answers   = hashesOf(`answer answers answered response reply again information info jawab जवाब`)
	unrelated = hashesOf(`irrelevant unrelated nonsense gibberish misunderstood misunderstand misunderstanding`)
	heeds     = hashesOf(`answer answered answering answers listen listening read reading understand understood understanding getting hear`)
	asks      = hashesOf(`ask asked asking said saying say mean meant want wanted need needed pucha poocha puchha पूछा`)
	whats     = hashesOf(`what`)
	does      = hashesOf(`do`)
	withs     = hashesOf(`with`)
	yours     = hashesOf(`you u ur bot aap tum`)
	sensible  = hashesOf(`sense`)
	ours      = hashesOf(`my mera meri मेरा`)
	questions = hashesOf(`question questions query problem sawal सवाल`)
)

// judges reports whether the line says outright that the answer before it was
// wrong: "that is wrong", "not what I asked", "you did not answer", "nothing to
// do with". A thing that is wrong is no judgement: "the wrong amount".
func (r *Reader) judges() bool {
	toks := r.text.Tokens
	for i := range toks {
		h, c := toks[i].Hash, toks[i].Class
		switch {
		case unrelated.has(h):
			return true
		case wrongs.has(h) && (len(toks) <= 2 || r.before(i, 3, pointers) && r.ended(i) || r.after(i, 1, answers)):
			return true
		case c.Has(words.Negation) && (r.declines(i) || r.after(i, 1, sensible)):
			return true
		}
	}
	return false
}

// declines reports whether the negation at i is of what was asked or heard:
// "not what I asked", "you did not answer", "nothing to do with".
func (r *Reader) declines(i int) bool {
	if r.after(i, 1, whats) && r.after(i+1, 3, asks) || r.after(i, 1, ours) && r.after(i+1, 1, questions) {
		return true
	}
	if r.before(i, 2, pointers) && r.after(i, 1, heeds) {
		return true
	}
	if r.after(i, 2, does) && r.after(i, 3, withs) {
		return true
	}
	return r.before(i, 2, yours) && r.after(i, 2, heeds)
}

// before reports whether one of the n words before word i is in h; after the
// same of those that follow. Neither leaves the clause.
func (r *Reader) before(i, n int, h hashes) bool {
	toks := r.text.Tokens
	for k := i - 1; k >= max(0, i-n) && toks[k].Clause == toks[i].Clause; k-- {
		if h.has(toks[k].Hash) {
			return true
		}
	}
	return false
}

func (r *Reader) after(i, n int, h hashes) bool {
	toks := r.text.Tokens
	for k := i + 1; k < len(toks) && k <= i+n && toks[k].Clause == toks[i].Clause; k++ {
		if h.has(toks[k].Hash) {
			return true
		}
	}
	return false
}

// ended reports whether word i ends its clause, or goes on with a word that
// names nothing: "wrong again", "wrong, I asked".
func (r *Reader) ended(i int) bool {
	toks := r.text.Tokens
	return i+1 == len(toks) || toks[i+1].Clause != toks[i].Clause || answers.has(toks[i+1].Hash) || toks[i+1].Class.Has(words.Filler)
}

// thanked reports whether the customer is content with the answer: thanks or a
// glad face, no negation and nothing bad.
func (r *Reader) thanked() bool {
	v := &r.vector
	return v[classOf(words.Negation)] == 0 && v[classOf(words.Bad)] == 0 && (v[classOf(words.Thanks)] > 0 || v[gladSign] > 0)
}
