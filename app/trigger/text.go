package trigger

import (
	"unicode"
	"unicode/utf8"
)

// maxRead is how many bytes of a text are read, half from its beginning and
// half from its end: people paste a log first and say what they want last.
const maxRead = 8192

// token is a word of a text.
type token struct {
	start, end int // in text.folded
	from, to   int // in the original, in bytes
	clause     int // counts the clauses of the text, from 0
}

// text is a message cut into folded words. Its buffers are reused.
type text struct {
	folded []byte // the words with one space after each
	tokens []token
	clause int
	// source is the original's length in bytes.
	source int
}

// word returns the folded bytes of token i.
func (t *text) word(i int) []byte { return t.folded[t.tokens[i].start:t.tokens[i].end] }

// read cuts s into words.
func (t *text) read(s string) {
	t.folded, t.tokens, t.clause, t.source = t.folded[:0], t.tokens[:0], 0, len(s)
	if len(s) <= maxRead {
		t.cut(s, 0)
		return
	}
	head := backToRune(s, maxRead/2)
	tail := backToRune(s, len(s)-maxRead/2)
	t.cut(s[:head], 0)
	t.clause++
	t.cut(s[tail:], tail)
}

// backToRune moves i back to where a rune begins, by three bytes at most.
func backToRune(s string, i int) int {
	for back := 0; back < utf8.UTFMax-1 && i > 0 && !utf8.RuneStart(s[i]); back++ {
		i--
	}
	return i
}

// cut appends the words of s, which begins at offset in the original.
func (t *text) cut(s string, offset int) {
	w := writer{text: t}
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch kind, r := fold(r); {
		case kind == runeWord:
			w.add(r, offset+i, offset+i+size)
		case kind == runeSkip:
			w.skip(offset + i + size)
		case kind == runeClause && !(w.inNumber() && i+1 < len(s) && isDigit(s[i+1])):
			w.close()
			t.clause++
		default:
			w.close()
		}
		i += size
	}
	w.close()
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// runeKind is what a rune does to the word it stands in.
type runeKind int

const (
	runeBreak  runeKind = iota // ends a word
	runeClause                 // ends a word and a clause
	runeSkip                   // is left out, and the word goes on
	runeWord                   // belongs to the word
)

// fold lowers a rune and takes away what people write or leave out at will:
// accents as marks, apostrophes, the nukta, joiners.
func fold(r rune) (runeKind, rune) {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return runeWord, r
	case 'A' <= r && r <= 'Z':
		return runeWord, r + 'a' - 'A'
	case r == ' ' || r == utf8.RuneError:
		return runeBreak, 0
	case r < utf8.RuneSelf:
		return foldPunctuation(r)
	case 0x0900 <= r && r <= 0x097f:
		return foldDevanagari(r)
	}
	return foldOther(r)
}

func foldPunctuation(r rune) (runeKind, rune) {
	switch r {
	case '\'':
		return runeSkip, 0
	case '.', '!', '?', ',', ';', ':', '\n', '(', ')', '|':
		return runeClause, 0
	}
	return runeBreak, 0
}

func foldDevanagari(r rune) (runeKind, rune) {
	switch {
	case r == 0x093c: // nukta
		return runeSkip, 0
	case r == 0x0901: // chandrabindu, often typed as anusvara
		return runeWord, 0x0902
	case r == 0x0964 || r == 0x0965: // danda, double danda
		return runeClause, 0
	case 0x0958 <= r && r <= 0x095f: // letters with a nukta built in
		return runeWord, nuktaBase[r-0x0958]
	case 0x0966 <= r && r <= 0x096f:
		return runeWord, '0' + r - 0x0966
	case r == 0x0970:
		return runeBreak, 0
	}
	return runeWord, r
}

// nuktaBase are the letters under U+0958 to U+095F.
var nuktaBase = [...]rune{0x0915, 0x0916, 0x0917, 0x091c, 0x0921, 0x0922, 0x092b, 0x092f}

func foldOther(r rune) (runeKind, rune) {
	switch {
	case r == '\u2019' || r == '\u2018' || r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r):
		return runeSkip, 0
	case r == '\u2026' || r == '\u2013' || r == '\u2014':
		return runeClause, 0
	case unicode.IsMark(r):
		return runeSkip, 0
	case unicode.IsLetter(r) || unicode.IsDigit(r):
		return runeWord, unicode.ToLower(r)
	}
	return runeBreak, 0
}

// writer builds one word after another.
type writer struct {
	text  *text
	open  bool
	tok   token
	last  rune // the rune written last in this word
	run   int  // how many of it in a row were read
	width int  // of last, in bytes
}

// add appends r to the word. A letter three times or more is written once:
// "pleaseee" is said louder and means the same.
func (w *writer) add(r rune, from, to int) {
	t := w.text
	if !w.open {
		w.open, w.last, w.run = true, 0, 0
		w.tok = token{start: len(t.folded), from: from, clause: t.clause}
	}
	w.tok.to = to
	if r != w.last || '0' <= r && r <= '9' {
		before := len(t.folded)
		t.folded = utf8.AppendRune(t.folded, r)
		w.last, w.run, w.width = r, 1, len(t.folded)-before
		return
	}
	switch w.run++; w.run {
	case 2:
		t.folded = utf8.AppendRune(t.folded, r)
	case 3:
		t.folded = t.folded[:len(t.folded)-w.width]
	}
}

// skip stretches the word over a rune that is left out.
func (w *writer) skip(to int) {
	if w.open {
		w.tok.to = to
	}
}

func (w *writer) inNumber() bool { return w.open && '0' <= w.last && w.last <= '9' }

func (w *writer) close() {
	if !w.open {
		return
	}
	t := w.text
	w.open = false
	w.tok.end = len(t.folded)
	t.folded = append(t.folded, ' ')
	t.tokens = append(t.tokens, w.tok)
}
