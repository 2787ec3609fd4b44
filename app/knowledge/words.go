package knowledge

import (
	"unicode"
	"unicode/utf8"
)

// maxRead is how many bytes of a text are read: half from its beginning and
// half from its end, so that the cost of a pasted log has a ceiling.
const maxRead = 16 << 10

// word is one word or number of a text.
type word struct {
	from, to   int    // bytes of the original
	start, end int    // bytes of reading.folded
	stem       uint64 // the same for words that differ in their ending only
	sentence   int    // counts sentences from 0
	flags      wordFlags
}

type wordFlags uint8

const (
	isNumber  wordFlags = 1 << iota // digits, or a number word
	isCommon                        // says too little to look up or to compare
	isName                          // begins with a capital inside a sentence
	isNegator                       // not, no, never, नहीं
	newClause                       // a comma or its like, or a new sentence, stands before it
)

func (w *word) has(f wordFlags) bool { return w.flags&f != 0 }

// reading is a text cut into folded words. Its buffers are reused.
type reading struct {
	source    string
	folded    []byte
	words     []word
	sentences int
}

// text returns the folded form of word i. It is valid until the next read.
func (r *reading) text(i int) string { return string(r.folded[r.words[i].start:r.words[i].end]) }

// read cuts s into words; of a text over maxRead its beginning and its end.
func (r *reading) read(s string) { r.readUpTo(s, maxRead) }

// readAll cuts the whole of s into words. It is for articles, whose size is
// bounded when they are loaded.
func (r *reading) readAll(s string) { r.readUpTo(s, len(s)) }

func (r *reading) readUpTo(s string, limit int) {
	r.source, r.folded, r.words, r.sentences = s, r.folded[:0], r.words[:0], 0
	if len(s) <= limit {
		r.cut(0, len(s))
	} else {
		r.cut(0, runeStart(s, limit/2))
		r.endSentence()
		r.cut(runeStart(s, len(s)-limit/2), len(s))
	}
	r.endSentence()
	r.join()
	for i := range r.words {
		r.classify(i)
	}
}

// runeStart moves i back to where a rune begins.
func runeStart(s string, i int) int {
	for back := 0; back < utf8.UTFMax-1 && i > 0 && !utf8.RuneStart(s[i]); back++ {
		i--
	}
	return i
}

// cut appends the words of source[from:to].
func (r *reading) cut(from, to int) {
	s, open, gap := r.source[:to], false, true
	for i := from; i < to; {
		c, size := utf8.DecodeRuneInString(s[i:])
		next := i + size
		kind, low := foldRune(c)
		switch {
		case kind == runeLetter:
			if !open {
				r.begin(i, gap)
				open, gap = true, false
			}
			r.folded = utf8.AppendRune(r.folded, low)
			r.words[len(r.words)-1].to = next
		case kind == runeIgnored, open && joinsNumber(s, i, next):
			// "1,299.50" is one number, and its commas are not part of it.
			if open && c == '.' {
				r.folded = append(r.folded, '.')
			}
		default:
			r.end(&open)
			if kind == runeStop {
				r.stop(s, i, next, c)
			}
			gap = gap || kind == runeStop || kind == runeComma
		}
		i = next
	}
	r.end(&open)
}

// joinsNumber reports whether the sign at i stands inside a number.
func joinsNumber(s string, i, next int) bool {
	if s[i] != ',' && s[i] != '.' {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[next:])
	return unicode.IsDigit(before) && unicode.IsDigit(after)
}

func (r *reading) begin(at int, gap bool) {
	w := word{from: at, to: at, start: len(r.folded), sentence: r.sentences}
	if gap {
		w.flags |= newClause
	}
	r.words = append(r.words, w)
}

func (r *reading) end(open *bool) {
	if *open {
		r.words[len(r.words)-1].end = len(r.folded)
		*open = false
	}
}

// stop ends a sentence, unless the sign is the point of an abbreviation.
func (r *reading) stop(s string, at, next int, c rune) {
	if c == '.' && next < len(s) && s[next] != ' ' && s[next] != '\n' {
		return
	}
	if n := len(r.words); c == '.' && n > 0 && r.words[n-1].to == at && r.words[n-1].end-r.words[n-1].start == 1 {
		return // "George R. R. Martin"
	}
	r.endSentence()
}

func (r *reading) endSentence() {
	if n := len(r.words); n == 0 || r.words[n-1].sentence < r.sentences {
		return
	}
	r.sentences++
}

// join writes what some bots part by blanks as one: "23 , 768" and "don ' t".
func (r *reading) join() {
	out := r.words[:0]
	for _, w := range r.words {
		if n := len(out); n > 0 && r.joins(&out[n-1], &w) {
			p, at := &out[n-1], len(r.folded)
			r.folded = append(append(r.folded, r.folded[p.start:p.end]...), r.folded[w.start:w.end]...)
			p.start, p.end, p.to = at, len(r.folded), w.to
			continue
		}
		out = append(out, w)
	}
	r.words = out
}

// joins reports whether w is a part of the word p before it.
func (r *reading) joins(p, w *word) bool {
	text := r.folded[w.start:w.end]
	switch r.source[p.to:w.from] {
	case " , ":
		return len(text) == 3 && allDigits(text) && p.end-p.start <= 3 && allDigits(r.folded[p.start:p.end])
	case " ' ", " \u2019 ":
		_, ok := clitics[string(text)]
		return ok
	}
	return false
}

func allDigits(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return len(b) > 0
}

// classify sets the stem and the flags of word i.
func (r *reading) classify(i int) {
	w := &r.words[i]
	folded := r.folded[w.start:w.end]
	if number, ok := numberOf(folded); ok {
		w.flags |= isNumber
		w.stem = hashText(number)
		return
	}
	w.stem = hashText(stemOf(folded))
	if _, ok := commonWords[string(folded)]; ok {
		w.flags |= isCommon
	}
	if _, ok := negators[string(folded)]; ok {
		w.flags |= isNegator
	}
	first := i == 0 || r.words[i-1].sentence != w.sentence
	if c, _ := utf8.DecodeRuneInString(r.source[w.from:]); !first && unicode.IsUpper(c) && !w.has(isCommon) {
		w.flags |= isName
	}
}

// term is what word i is looked up by: its number, or its stem.
func (r *reading) term(i int) string {
	w := &r.words[i]
	if n, ok := numberOf(r.folded[w.start:w.end]); ok {
		return n
	}
	return string(stemOf(r.folded[w.start:w.end]))
}

// tells reports whether the word says what a text is about.
func (w *word) tells() bool { return w.has(isNumber) || !w.has(isCommon) }

// hashText is FNV-1a, 64 bits.
func hashText[T string | []byte](s T) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}
