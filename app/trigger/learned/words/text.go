package words

import "unicode/utf8"

// MaxRead is how many bytes of a line are read, half from its beginning and
// half from its end.
const MaxRead = 4096

// Text is a line cut into folded words.
type Text struct {
	folded []byte // the words with one space after each
	Tokens []Token
	Counts Counts
	// Bytes is the line's length.
	Bytes  int
	clause int32
}

// Word returns the folded bytes of token i.
func (t *Text) Word(i int) []byte { return t.folded[t.Tokens[i].Start:t.Tokens[i].End] }

// Clauses returns how many clauses there may be: one more than the last.
func (t *Text) Clauses() int { return int(t.clause) + 1 }

// Read cuts line into words and gives each its classes.
func (t *Text) Read(line string, l *Lexicon) {
	t.folded, t.Tokens, t.Counts, t.Bytes, t.clause = t.folded[:0], t.Tokens[:0], Counts{}, len(line), 0
	if len(line) <= MaxRead {
		t.cut(line, 0)
	} else {
		head := backToRune(line, MaxRead/2)
		tail := backToRune(line, len(line)-MaxRead/2)
		t.cut(line[:head], 0)
		t.clause++
		t.cut(line[tail:], tail)
		t.Counts.Cut = true
	}
	for i := range t.Tokens {
		t.Tokens[i].Class = l.find(t.Tokens[i].Hash)
		if t.Tokens[i].Class == 0 {
			t.guess(&t.Tokens[i])
		}
	}
}

// backToRune moves i back to where a rune begins, by three bytes at most.
func backToRune(s string, i int) int {
	for back := 0; back < utf8.UTFMax-1 && i > 0 && !utf8.RuneStart(s[i]); back++ {
		i--
	}
	return i
}

// cut appends the words of s, which begins at offset in the line.
func (t *Text) cut(s string, offset int) {
	w := writer{text: t}
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if r < utf8.RuneSelf {
			t.Counts.sign(s, i)
		} else {
			t.Counts.mood(r)
		}
		switch k, f := fold(r); {
		case k == kindWord:
			w.add(r, f, offset+i, offset+i+size)
		case k == kindSkip:
			w.skip(offset + i + size)
		case k == kindClause && !(w.inNumber() && i+1 < len(s) && isDigit(s[i+1])):
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

// sign counts the ASCII sign at s[i].
func (c *Counts) sign(s string, i int) {
	b := s[i]
	next := byte(0)
	if i+1 < len(s) {
		next = s[i+1]
	}
	switch b {
	case '?':
		c.Questions++
	case '!':
		c.Shouts++
	case '.':
		if next == '.' && (i == 0 || s[i-1] != '.') {
			c.Dots++
		}
		return
	case ':', ';':
		c.emoticon(s[i:])
		return
	default:
		return
	}
	if (next == '?' || next == '!') && (i == 0 || s[i-1] != '?' && s[i-1] != '!') {
		c.Runs++
	}
}

// emoticon counts a face that begins s: eyes, a nose or none, a mouth.
func (c *Counts) emoticon(s string) {
	at := 1
	if len(s) > 2 && s[1] == '-' {
		at = 2
	}
	if len(s) <= at {
		return
	}
	switch s[at] {
	case ')', 'D', 'P':
		c.Glad++
	case '(', '/', '|':
		c.Cross++
	}
}

// mood counts emoji by the mood that they nearly always stand for.
func (c *Counts) mood(r rune) {
	switch {
	case 0x1f600 <= r && r <= 0x1f60f, r == 0x1f44d, r == 0x1f64f, r == 0x2764, r == 0x1f389, r == 0x1f642:
		c.Glad++
	case 0x1f610 <= r && r <= 0x1f62d && r != 0x1f618 && r != 0x1f61a && r != 0x1f61b && r != 0x1f61c && r != 0x1f61d,
		r == 0x1f44e, r == 0x1f92c, r == 0x1f644, r == 0x1f621, r == 0x1f926, r == 0x1f595, r == 0x1f494, r == 0x2639:
		c.Cross++
	}
}
