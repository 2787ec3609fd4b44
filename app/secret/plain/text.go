package plain

import "unicode/utf8"

// Kind says what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Letters Kind = iota + 1 // letters of any script
	Digits                  // decimal digits of any script
	Sign                    // one visible rune that is neither, or a line break
)

// Token is a run of letters, a run of digits, or one sign.
type Token struct {
	From, To int // bytes of the source
	Kind     Kind
	// Loose tells that a blank stands before the token, or that it is the first.
	Loose bool
	// Sign is the rune of a Sign as it reads, '\n' for every line break.
	Sign       rune
	start, end int // bytes of Text.folded
}

// Text is a text cut into tokens.
type Text struct {
	Source string
	Tokens []Token
	folded []byte
}

// Read cuts s into tokens.
func Read(s string) *Text {
	t := &Text{
		Source: s,
		Tokens: make([]Token, 0, len(s)/4+8),
		folded: make([]byte, 0, len(s)+8),
	}
	loose, open := true, false
	for i := 0; i < len(s); {
		c, size := rune(s[i]), 1
		if c >= utf8.RuneSelf {
			c, size = utf8.DecodeRuneInString(s[i:])
		}
		class, as := fold(c)
		switch class {
		case skipped:
		case blank:
			loose, open = true, false
		case sign:
			t.Tokens = append(t.Tokens, Token{From: i, To: i + size, Kind: Sign, Loose: loose, Sign: as, start: len(t.folded), end: len(t.folded)})
			loose, open = as == '\n', false
		default:
			t.add(i, i+size, kindOf(class), as, loose, open)
			loose, open = false, true
		}
		i += size
	}
	return t
}

// add appends a rune to the open token, or begins another.
func (t *Text) add(from, to int, kind Kind, as rune, loose, open bool) {
	if n := len(t.Tokens); !open || t.Tokens[n-1].Kind != kind {
		t.Tokens = append(t.Tokens, Token{From: from, Kind: kind, Loose: loose, start: len(t.folded)})
	}
	t.folded = utf8.AppendRune(t.folded, as)
	last := &t.Tokens[len(t.Tokens)-1]
	last.To, last.end = to, len(t.folded)
}

func kindOf(c runeClass) Kind {
	if c == digit {
		return Digits
	}
	return Letters
}

// Folded is what token i reads as: letters in small ones, digits in ASCII, and
// nothing for a sign. It belongs to the text and must not be changed.
func (t *Text) Folded(i int) []byte {
	k := &t.Tokens[i]
	return t.folded[k.start:k.end:k.end]
}

// Len is the length of Folded in bytes; for digits it is their number.
func (t *Text) Len(i int) int { return t.Tokens[i].end - t.Tokens[i].start }

// Is reports whether token i exists and is the sign c.
func (t *Text) Is(i int, c rune) bool {
	return i >= 0 && i < len(t.Tokens) && t.Tokens[i].Kind == Sign && t.Tokens[i].Sign == c
}

// MaxSpelled is the most letters that Spelled joins.
const MaxSpelled = 12

// Spelled joins single letters that are spelled out from token i on, with
// blanks or the same sign between them, as in "o t p" and "O.T.P.". It appends
// them to buffer, and returns it with the index of the token of each letter.
// Fewer than two letters are none.
func (t *Text) Spelled(i int, buffer []byte) (word []byte, at []int) {
	if !t.single(i) || i > 0 && !t.Tokens[i].Loose && t.Tokens[i-1].Kind != Sign {
		return nil, nil
	}
	between := rune(-1)
	for len(at) < MaxSpelled && t.single(i) {
		word, at = append(buffer, t.Folded(i)...), append(at, i)
		buffer = word
		next := i + 1
		var c rune
		if next < len(t.Tokens) && t.Tokens[next].Kind == Sign && t.Tokens[next].Sign != '\n' {
			c = t.Tokens[next].Sign
			next++
		}
		if between >= 0 && c != between {
			break
		}
		between, i = c, next
	}
	if len(at) < 2 {
		return nil, nil
	}
	return word, at
}

// single reports whether token i is one letter.
func (t *Text) single(i int) bool {
	if i >= len(t.Tokens) || t.Tokens[i].Kind != Letters {
		return false
	}
	n := t.Len(i)
	return n == 1 || n <= utf8.UTFMax && utf8.RuneCount(t.Folded(i)) == 1
}
