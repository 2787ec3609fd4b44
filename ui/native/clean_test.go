package native

import (
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/rivo/uniseg"
)

var doors = map[string]Door{
	"service": DoorService, "markup": DoorMarkup, "command": DoorCommand, "windows": DoorWindows, "mac": DoorMac,
}

// The attacks that design/fyne.md names, and their neighbours.
func TestClean(t *testing.T) {
	for _, tc := range []struct{ name, in, out string }{
		{"plain", "Asha R.: asks for a person", "Asha R.: asks for a person"},
		{"ends the CDATA section", "x]]><script/>", "x]] ><script/>"},
		{"two of them", "]]]]>>", "]]]] >>"},
		{"runs a command", "$(calc)", "＄(calc)"},
		{"a variable", "${env:PATH}", "＄{env:PATH}"},
		{"a backtick", "a`nb`$c", "aˋnbˋ＄c"},
		{"begins a here-string", "@\"x", "@ \"x"},
		{"ends a here-string", "a\n\"@\nb", "a \" @ b"},
		{"ends it with typographic quotes", "a ”@ b ’@", "a ” @ b ’ @"},
		{"begins it with them", "@“x @'y", "@ “x @ 'y"},
		{"an address stays", "asha@example.com", "asha@example.com"},
		{"lines", "a\r\nb\u2028c\vd\u0085e", "a b c d e"},
		{"odd spaces", "a\u00a0\u2003 b\u3000", "a b"},
		{"an option", "--icon=x", "icon=x"},
		{"an option after spaces", " \t-‐ −x", "x"},
		{"controls", "a\x00b\x1b[31mc\x7f\u009b", "ab[31mc"},
		{"direction overrides", "a\u202eb\u2066c\u200f", "abc"},
		{"byte order mark, soft hyphen", "\ufeffa\u00adb", "ab"},
		{"tags", "a\U000e0041\U000e007f", "a"},
		{"private and unassigned", "a\ue000\U0010ffffb", "ab"},
		{"broken UTF-8", "a\xff\xc3b", "ab"},
		{"quotes are only text", `"\"; rm`, `"\"; rm`},
		{"Hindi", "नमस्ते", "नमस्ते"},
	} {
		for _, door := range []Door{DoorService, DoorCommand, DoorWindows} {
			if got := Clean(door, tc.in, MaxBody); got != tc.out {
				t.Errorf("%s: %q becomes %q, want %q", tc.name, tc.in, got, tc.out)
			}
		}
	}
}

func TestCleanMarkup(t *testing.T) {
	in := `<b>bold</b> & <a href="x">y</a> &amp;`
	if got, want := Clean(DoorMarkup, in, MaxBody), `&lt;b&gt;bold&lt;/b&gt; &amp; &lt;a href="x"&gt;y&lt;/a&gt; &amp;amp;`; got != want {
		t.Errorf("%q", got)
	}
	if got := Clean(DoorService, in, MaxBody); got != in {
		t.Errorf("a service without markup shows what it gets: %q", got)
	}
}

// Hindi's conjuncts and emoji families need their joiners wherever text is
// data; macOS would show them as escapes.
func TestCleanJoiners(t *testing.T) {
	const family = "👩\u200d💻"
	for _, tc := range []struct{ in, kept, mac string }{
		{"क्\u200dष", "क्\u200dष", "क्ष"},
		{"क्\u200cष", "क्\u200cष", "क्ष"},
		{family, family, "👩💻"},
		{"a\u200d", "a", "a"},
		{"\u200da", "a", "a"},
		{"a\u200d\u200d\u200cb", "a\u200db", "ab"},
		{"a \u200d b", "a b", "a b"},
		{"a\u200d b", "a b", "a b"},
	} {
		if got := Clean(DoorWindows, tc.in, MaxBody); got != tc.kept {
			t.Errorf("%q becomes %q, want %q", tc.in, got, tc.kept)
		}
		if got := Clean(DoorMac, tc.in, MaxBody); got != tc.mac {
			t.Errorf("%q becomes %q on macOS, want %q", tc.in, got, tc.mac)
		}
	}
	if got := Clean(DoorMac, `[("{x}`, MaxBody); got != "x}" {
		t.Errorf("%q", got)
	}
}

func TestCleanCaps(t *testing.T) {
	if got := Clean(DoorService, strings.Repeat("न", 100), 10); got != strings.Repeat("न", 9)+"…" {
		t.Errorf("%q", got)
	}
	if got := Clean(DoorService, strings.Repeat("👩‍💻", 10), 10); got != strings.Repeat("👩‍💻", 10) {
		t.Errorf("%q", got)
	}
	if got := Clean(DoorService, "e"+strings.Repeat("\u0301", 5000), 10); len([]rune(got)) != maxRunes {
		t.Errorf("%d code points", len([]rune(got)))
	}
	if got := Clean(DoorService, "abc", 0); got != "" {
		t.Errorf("%q", got)
	}
}

// FuzzClean has the package comment's list as its oracle.
func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"Asha", "]]>", "]]\u200d>", "$(x)", "`", "@\"", "\"@", "@\u200d\"", "-\u200d-x", "\u200d-x", "<b>&", "न्\u200dन",
		"👩‍👩‍👧‍👦", "\r\n", "\xff", "]]]]>>", "@@\"\"", "“@”", "🇮🇳🇮🇳", strings.Repeat("e\u0301", 300),
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, door := range doors {
			check(t, name, door, s)
		}
	})
}

func check(t *testing.T, name string, door Door, s string) {
	got := Clean(door, s, MaxTitle)
	text := got
	if door == DoorMarkup {
		text = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&").Replace(got)
		if strings.ContainsAny(got, "<>") || escapeMarkup(text) != got {
			t.Fatalf("%s: markup in %q", name, got)
		}
	}
	for _, bad := range []string{"]]>", "$", "`", "\n", "\r", "  "} {
		if strings.Contains(text, bad) {
			t.Fatalf("%s: %q in %q", name, bad, text)
		}
	}
	checkRunes(t, name, door, []rune(text))
	if n := uniseg.GraphemeClusterCount(text); n > MaxTitle {
		t.Fatalf("%s: %d characters", name, n)
	}
	if again := Clean(DoorService, text, MaxTitle); door == DoorService && again != text {
		t.Fatalf("cleaning twice differs: %q, then %q", text, again)
	}
}

func checkRunes(t *testing.T, name string, door Door, rs []rune) {
	if len(rs) > 0 && strings.ContainsRune(dashes+" ", rs[0]) {
		t.Fatalf("%s: an option: %q", name, string(rs))
	}
	for i, r := range rs {
		joiner := r == zwj || r == zwnj
		if !strconv.IsPrint(r) && (!joiner || door == DoorMac) {
			t.Fatalf("%s: %U in %q", name, r, string(rs))
		}
		if joiner && loose(rs, i) {
			t.Fatalf("%s: a loose joiner in %q", name, string(rs))
		}
		if i > 0 && (hereString(rs[i-1], r) || hereString(r, rs[i-1])) {
			t.Fatalf("%s: a here-string in %q", name, string(rs))
		}
	}
}

// loose reports whether the joiner at i joins nothing.
func loose(rs []rune, i int) bool {
	return i == 0 || i == len(rs)-1 || !unicode.IsPrint(rs[i-1]) || rs[i-1] == ' '
}

func hereString(at, quote rune) bool { return at == '@' && strings.ContainsRune(quotes, quote) }
