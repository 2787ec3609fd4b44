package words_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/trigger/learned/words"
)

func read(line string) *words.Text {
	var t words.Text
	t.Read(line, lexicon)
	return &t
}

var lexicon = words.NewLexicon()

func folded(t *words.Text) string {
	var ws []string
	for i := range t.Tokens {
		ws = append(ws, string(t.Word(i)))
	}
	return strings.Join(ws, " ")
}

func TestFold(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"Don't SHOUT", "dont shout"},
		{"don’t", "dont"},
		{"pleeeease", "please"},
		{"café", "cafe"},
		{"cafe\u0301", "cafe"},
		{"re\u200bfund\u200d", "refund"},
		{"\ufeffhello\u2060", "hello"},
		{"paid 1,250.00 twice", "paid 1 250 00 twice"},
		{"बड़ा", "बडा"},
		{"ब\u0921\u093cा", "बडा"},
		{"हाँ", "हां"},
		{"१२ बजे", "12 बजे"},
		{"bad\xffbytes", "bad bytes"},
		{"😡😡", ""},
		{"", ""},
	} {
		if got := folded(read(c.line)); got != c.want {
			t.Errorf("%q: got %q, want %q", c.line, got, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		line string
		want words.Counts
	}{
		{"WHY?!", words.Counts{Letters: 3, Upper: 3, Questions: 1, Shouts: 1, Runs: 1}},
		{"well...", words.Counts{Letters: 4, Dots: 1}},
		{"ok :)", words.Counts{Letters: 2, Glad: 1}},
		{"no :-( 😡", words.Counts{Letters: 2, Cross: 2}},
	} {
		if got := read(c.line).Counts; got != c.want {
			t.Errorf("%q: got %+v, want %+v", c.line, got, c.want)
		}
	}
}

func TestClasses(t *testing.T) {
	for _, c := range []struct {
		word string
		want words.Class
	}{
		{"nahi", words.Negation},
		{"नहीं", words.Refusal},
		{"human", words.PersonSure},
		{"इंसान", words.PersonSure},
		{"refund", words.Money},
		{"crashed", words.Fault},
		{"bakwas", words.Awful},
		{"गलत", words.Bad},
	} {
		if got := read(c.word).Tokens[0].Class; !got.Has(c.want) {
			t.Errorf("%q lacks its part", c.word)
		}
	}
	if got := read("zyxwv").Tokens[0].Class; got != 0 {
		t.Errorf("an unknown word plays %b", got)
	}
}

func TestStem(t *testing.T) {
	a, b := read("refund").Tokens[0], read("refunded").Tokens[0]
	if a.Stem != b.Stem || a.Hash == b.Hash {
		t.Error("refund and refunded have one stem and are two words")
	}
	if c := read("bill").Tokens[0]; c.Stem != c.Hash {
		t.Error("a short word is its own stem")
	}
}

// TestBounded holds a line of 1 MB to a ceiling of work.
func TestBounded(t *testing.T) {
	long := read("first " + strings.Repeat("x ", 500_000) + "last")
	if n := len(long.Tokens); n > words.MaxRead {
		t.Errorf("%d words of a line were read", n)
	}
	if !long.Counts.Cut || string(long.Word(0)) != "first" || string(long.Word(len(long.Tokens)-1)) != "last" {
		t.Error("beginning and end of a long line are read")
	}
	if to := long.Tokens[len(long.Tokens)-1].To; int(to) != long.Bytes {
		t.Errorf("the last word ends at %d of %d", to, long.Bytes)
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"", "hi", "\xf0\x9f", "नमस्ते", "a\u0301\u200d😀?!", strings.Repeat("é", 5000)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, line string) {
		a := read(line)
		last := int32(0)
		for i := range a.Tokens {
			tok := &a.Tokens[i]
			if tok.From < last || tok.To <= tok.From || int(tok.To) > len(line) {
				t.Fatalf("token %d of %q lies at %d..%d", i, line, tok.From, tok.To)
			}
			if !utf8.Valid(a.Word(i)) || len(a.Word(i)) == 0 {
				t.Fatalf("token %d of %q is %q", i, line, a.Word(i))
			}
			last = tok.To
		}
		b := read(line)
		if !slices.Equal(a.Tokens, b.Tokens) || a.Counts != b.Counts {
			t.Fatal("read twice, another line")
		}
		for _, g := range a.RuneGrams(a.WordGrams(nil)) {
			if g.From < 0 || g.To <= g.From || int(g.To) > len(a.Tokens) {
				t.Fatalf("an n-gram of %q lies at %d..%d", line, g.From, g.To)
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	const line = "I have been waiting for my refund for two weeks, please connect me to a real person!"
	var t words.Text
	var grams []words.Gram
	b.ReportAllocs()
	for b.Loop() {
		t.Read(line, lexicon)
		grams = t.RuneGrams(t.WordGrams(grams[:0]))
	}
}

// TestPhrases wants a run for each word, and one for the line: the edges count
// as words, and figures are all one word.
func TestPhrases(t *testing.T) {
	a, b := read("your order 4411 is here").Phrases(nil), read("Your order 17 is here!").Phrases(nil)
	if len(a) != 6 || !slices.Equal(a, b) {
		t.Errorf("%v and %v", a, b)
	}
	for i, g := range read("your order 4411 is late").Phrases(nil) {
		if same := i < 3; (g.Hash == a[i].Hash) != same {
			t.Errorf("phrase %d is the same: %v", i, !same)
		}
	}
	if empty := read("").Phrases(nil); len(empty) != 1 || empty[0].From != empty[0].To {
		t.Errorf("an empty line has %v", empty)
	}
}
