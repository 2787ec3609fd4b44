package guard

import (
	"floorwalker/app/secret/plain"
)

// word is one word of a text.
type word struct {
	class    class
	from, to int // bytes
	token    int // the last of its tokens
	sentence int
	clause   int
}

// sentence is where a sentence ends.
type sentence struct {
	first, last int // words, without last
	mark        rune
	markAt      int // byte of the mark, or of the end
}

// reading is a text cut into words and sentences.
type reading struct {
	text      *plain.Text
	words     []word
	sentences []sentence
}

func read(s string) reading {
	r := reading{text: plain.Read(s)}
	r.words = make([]word, 0, len(r.text.Tokens))
	clause, first := 0, 0
	end := func(mark rune, at int) {
		if len(r.words) > first {
			r.sentences = append(r.sentences, sentence{first: first, last: len(r.words), mark: mark, markAt: at})
			first = len(r.words)
		}
		clause++
	}
	for i := 0; i < len(r.text.Tokens); {
		k := &r.text.Tokens[i]
		if k.Kind == plain.Sign && r.leet(i) == 0 {
			switch {
			case r.ends(i):
				end(k.Sign, k.From)
			case k.Sign == ',', k.Sign == ';', k.Sign == ':', k.Sign == '(', k.Sign == ')':
				clause++
			}
			i++
			continue
		}
		w, next := r.word(i)
		w.sentence, w.clause = len(r.sentences), clause
		r.words = append(r.words, w)
		i = next
	}
	end(0, len(s))
	r.compound()
	return r
}

// ends reports whether the sign at token i ends a sentence.
func (r *reading) ends(i int) bool {
	switch r.text.Tokens[i].Sign {
	case '\n', '!':
		return true
	case '.', '?':
		return i+1 == len(r.text.Tokens) || r.text.Tokens[i+1].Loose || r.text.Tokens[i+1].Kind == plain.Sign
	}
	return false
}

// word reads the word at token i, spelled out or with digits for letters, and
// returns the token behind it.
func (r *reading) word(i int) (word, int) {
	if w, next := r.spelled(i); next > i {
		return w, next
	}
	if w, next := r.disguised(i); next > i {
		return w, next
	}
	if r.text.Tokens[i].Kind != plain.Letters {
		return r.make(0, i, i), i + 1
	}
	c := lexicon[string(r.text.Folded(i))]
	if r.contracted(i) {
		if string(r.text.Folded(i+2)) == "t" {
			c |= negation
		}
		return r.make(c, i, i+2), i + 3
	}
	return r.make(c, i, i), i + 1
}

// spelled reads a secret that is spelled out from token i on: "O.T.P.".
func (r *reading) spelled(i int) (word, int) {
	if r.text.Len(i) != 1 {
		return word{}, 0
	}
	var buffer [64]byte
	letters, at := r.text.Spelled(i, buffer[:0])
	for n := len(at); n >= 3; n-- {
		if c := lexicon[string(letters[:n])]; c&secretNoun != 0 {
			next := at[n-1] + 1
			if r.text.Is(i+1, '.') && r.text.Is(next, '.') { // the last point ends no sentence
				next++
			}
			return r.make(c, i, at[n-1]), next
		}
	}
	return word{}, 0
}

// disguised reads a secret with digits and signs for letters: "p@ssw0rd".
func (r *reading) disguised(i int) (word, int) {
	last := i
	for j := i + 1; j < len(r.text.Tokens) && !r.text.Tokens[j].Loose && (r.text.Tokens[j].Kind != plain.Sign || r.leet(j) != 0) && j < i+16; j++ {
		last = j
	}
	if last == i {
		return word{}, 0
	}
	var buffer [64]byte
	b := buffer[:0]
	for j := i; j <= last && len(b) < 32; j++ {
		b = r.unleet(b, j)
	}
	if c := lexicon[string(b)]; c&secretNoun != 0 {
		return r.make(c, i, last), last + 1
	}
	return word{}, 0
}

// contracted reports whether token i goes on with an apostrophe: "can't".
func (r *reading) contracted(i int) bool {
	return i+2 < len(r.text.Tokens) && r.text.Is(i+1, '\'') && !r.text.Tokens[i+1].Loose && !r.text.Tokens[i+2].Loose &&
		r.text.Tokens[i+2].Kind == plain.Letters && r.text.Len(i+2) <= 2
}

func (r *reading) make(c class, i, last int) word {
	return word{class: c, from: r.text.Tokens[i].From, to: r.text.Tokens[last].To, token: last}
}

// leet is the letter that the sign at token i stands for inside a word.
func (r *reading) leet(i int) byte {
	k := &r.text.Tokens[i]
	if k.Kind != plain.Sign || i+1 >= len(r.text.Tokens) || r.text.Tokens[i+1].Loose {
		return 0
	}
	switch k.Sign {
	case '@':
		return 'a'
	case '$':
		return 's'
	case '!':
		return 'i'
	}
	return 0
}

// unleet appends token j to b as letters.
func (r *reading) unleet(b []byte, j int) []byte {
	if c := r.leet(j); c != 0 {
		return append(b, c)
	}
	for _, c := range r.text.Folded(j) {
		if c >= '0' && c <= '9' {
			c = "oizeasgtbg"[c-'0']
		}
		b = append(b, c)
	}
	return b
}

// is reports whether word i exists and has one of the classes c.
func (r *reading) is(i int, c class) bool {
	return i >= 0 && i < len(r.words) && r.words[i].class&c != 0
}

// near reports whether one of the words from a up to, but without, b has one
// of the classes c.
func (r *reading) near(a, b int, c class) bool {
	for i := max(a, 0); i < min(b, len(r.words)); i++ {
		if r.words[i].class&c != 0 {
			return true
		}
	}
	return false
}

// compound finds secrets that take several words to name, and takes back words
// that name something else together with their neighbours.
func (r *reading) compound() {
	const parts = code | cardNoun | payCard | passNoun | loginNoun
	for i := range r.words {
		w := &r.words[i]
		if w.class&parts != 0 && r.completed(i) {
			w.class |= secretNoun
		}
		if w.class&secretNoun != 0 && r.harmless(i) {
			w.class &^= secretNoun
		}
	}
}

// completed reports whether the neighbours of word i make a secret of it: the
// code of "verification code", the card of "card number".
func (r *reading) completed(i int) bool {
	switch c := r.words[i].class; {
	case c&code != 0:
		return (r.near(i-3, i, codeKind) || r.near(i+1, i+4, received)) && !r.near(i-2, i, otherCode)
	case c&cardNoun != 0:
		return (r.near(i+1, i+4, number) || r.near(i-4, i, picture)) && !r.near(i-1, i, otherCard)
	case c&payCard != 0:
		return r.is(i+1, cardNoun)
	case c&passNoun != 0:
		return r.near(i-3, i, userID)
	case c&loginNoun != 0:
		return r.is(i+1, number)
	}
	return false
}

// harmless reports whether the neighbours of word i make something else of it:
// a postal code of "PIN code", a page of "password reset".
func (r *reading) harmless(i int) bool {
	if r.words[i].class&pinNoun != 0 && (r.is(i+1, code|otherPin|pinVerb) || r.is(i-1, otherPin)) && !r.near(i-2, i, payCard) {
		return true
	}
	return r.is(i+1, head) || r.is(i-1, forgot) || r.near(i-6, i, lastWord) && r.near(i-5, i, digitsWord)
}
