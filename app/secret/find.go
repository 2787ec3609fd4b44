package secret

import (
	"slices"
	"strings"

	"floorwalker/app/secret/plain"
)

// Find returns the secrets of text, in their order. Nil means none.
func Find(text string) []Span {
	f := finder{text: plain.Read(text), refs: refs(text)}
	if len(f.text.Tokens) == 0 {
		return nil
	}
	f.classify()
	f.numbers()
	f.spoken()
	f.ibans()
	f.pans()
	f.keys()
	if len(f.refs) > 0 {
		f.spans = slices.DeleteFunc(f.spans, func(s Span) bool { return within(f.refs, s.From, s.To) })
	}
	return merge(f.spans)
}

// finder looks through one text.
type finder struct {
	text  *plain.Text
	class []class // of each token
	// spelled is how many tokens a word takes that is spelled out in single
	// letters from this token on, and 0 for all others. Nil if there are none.
	spelled map[int]int
	// read is where the last run ended that was looked at as a password, so that
	// no run is read twice.
	read  int
	spans []Span
	// refs are the references of tickets and their like.
	refs []Span
}

// add notes a secret that reaches from token a to token b.
func (f *finder) add(k Kind, a, b int) {
	f.spans = append(f.spans, Span{Kind: k, From: f.text.Tokens[a].From, To: f.text.Tokens[b].To})
}

// is reports whether token i exists and has one of the classes c.
func (f *finder) is(i int, c class) bool {
	return i >= 0 && i < len(f.class) && f.class[i]&c != 0
}

// kind is the kind of token i, and 0 outside of the text.
func (f *finder) kind(i int) plain.Kind {
	if i < 0 || i >= len(f.text.Tokens) {
		return 0
	}
	return f.text.Tokens[i].Kind
}

// digits is the number of digits of token i, and 0 if it is no number.
func (f *finder) digits(i int) int {
	if f.kind(i) != plain.Digits {
		return 0
	}
	return f.text.Len(i)
}

// glued reports whether token i follows the one before it without a blank.
func (f *finder) glued(i int) bool {
	return i > 0 && i < len(f.text.Tokens) && !f.text.Tokens[i].Loose
}

// classify looks every word up, those that are spelled out too.
func (f *finder) classify() {
	f.class = make([]class, len(f.text.Tokens))
	var buffer [plain.MaxSpelled * 4]byte
	for i := range f.text.Tokens {
		t := &f.text.Tokens[i]
		if t.Kind != plain.Letters || len(f.refs) > 0 && within(f.refs, t.From, t.To) {
			continue
		}
		f.class[i] |= classOf(f.text.Folded(i))
		if f.text.Len(i) > 1 {
			continue
		}
		word, at := f.text.Spelled(i, buffer[:0])
		for n := len(at); n >= 3; n-- {
			if c := classOf(word[:n]); c&spellable != 0 {
				f.class[i] |= c
				if f.spelled == nil {
					f.spelled = make(map[int]int)
				}
				f.spelled[i] = at[n-1] - i + 1
				break
			}
		}
	}
}

// after is the token behind the word at i, also where it is spelled out.
func (f *finder) after(i int) int { return i + max(1, f.spelled[i]) }

// mask stands for what is hidden. Its length is always the same.
const mask = "●●●●"

// masked reports whether token i is a number that a mask has left over, such as
// the last four digits of a card.
func (f *finder) masked(i int) bool {
	return f.text.Tokens[i].To-f.text.Tokens[i].From <= 4*4 &&
		strings.HasSuffix(f.text.Source[:f.text.Tokens[i].From], mask)
}
