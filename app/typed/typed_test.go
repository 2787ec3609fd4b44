package typed

import (
	"strings"
	"testing"
)

// FuzzTidy: what is tidy stays as it is, and the quick look agrees with the slow one.
func FuzzTidy(f *testing.F) {
	for _, s := range []string{"", " a  b ", "a b", "a\r\nb", "a\n\nb ", "\u202ea\u200d", "\xffa\tb"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, tidy := range map[string]func(string) string{"line": Line, "text": Text} {
			if once := tidy(s); tidy(once) != once {
				t.Errorf("%s: %q becomes %q, and that %q", name, s, once, tidy(once))
			}
		}
		if slow := strings.Join(strings.Fields(visible(s, false)), " "); Line(s) != slow {
			t.Errorf("line: %q becomes %q, slowly %q", s, Line(s), slow)
		}
		if slow := strings.TrimSpace(visible(lineEnds.Replace(s), true)); Text(s) != slow {
			t.Errorf("text: %q becomes %q, slowly %q", s, Text(s), slow)
		}
	})
}

func TestBriefSaysThatItIsCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		limit int
		want  string
	}{
		{"", 5, ""},
		{"calls", 5, "calls"},
		{"calls drop", 10, "calls drop"},
		{"calls drop at five", 12, "calls drop…"},
		{"calls drop", 6, "calls…"},
		{"मीरा वर्मा जी", 12, "मीरा वर्मा…"},
	} {
		if got := Brief(c.text, c.limit); got != c.want {
			t.Errorf("%q in %d: %q, not %q", c.text, c.limit, got, c.want)
		}
	}
}
