package native

import (
	"strings"
	"unicode"

	"github.com/rivo/uniseg"
)

// Door is a way out of the process, each with its own dangers.
type Door int

// The doors.
const (
	DoorService Door = iota // D-Bus, text as data
	DoorMarkup              // D-Bus, the body may be parsed as markup
	DoorCommand             // notify-send and its like: an argument
	DoorWindows             // XML in CDATA, and maybe a PowerShell here-string
	DoorMac                 // osascript quoted with %q, or terminal-notifier
)

// Caps in characters as a reader counts them.
const (
	MaxTitle = 80
	MaxBody  = 240
	// maxRunes caps the code points of one such character: a family emoji
	// with skin tones has eleven, a tower of accents has no end.
	maxRunes = 12
	// maxInput caps the bytes that are looked at at all.
	maxInput = 16 << 10
)

const (
	zwnj = '\u200c'
	zwj  = '\u200d'
)

// defuse replaces what could be syntax; see the package comment. The results
// contain none of the characters replaced, and "@" is separated before.
var defuse = strings.NewReplacer("]]>", "]] >", "$", "＄", "`", "ˋ")

// Clean makes a stranger's text fit to leave through a door, at most limit
// characters long. The result may be empty.
func Clean(door Door, s string, limit int) string {
	if len(s) > maxInput {
		s = s[:maxInput]
	}
	s = visible(s, door != DoorMac)
	s = defuse.Replace(s)
	s = partAt(s)
	s = trimLead(s, door)
	s = clip(s, limit)
	if door == DoorMarkup {
		s = escapeMarkup(s)
	}
	return s
}

// visible keeps what can be seen, single spaces, and, if joiners is set, a
// joiner between two visible characters.
func visible(s string, joiners bool) string {
	var b strings.Builder
	b.Grow(len(s))
	var held rune // a space or joiner that waits for what comes next
	for _, r := range strings.ToValidUTF8(s, "") {
		switch {
		case r == zwj || r == zwnj:
			if joiners && held == 0 && b.Len() > 0 {
				held = r
			}
		case unicode.IsSpace(r) || unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp):
			held = ' '
		case unicode.IsPrint(r):
			if held != 0 && b.Len() > 0 {
				b.WriteRune(held)
			}
			held = 0
			b.WriteRune(r)
		}
	}
	return b.String()
}

// quotes are all that PowerShell takes for a quote.
const quotes = `"'` + "“”„‟‘’‚‛"

// partAt puts a space between an at sign and a quote on either side of it.
func partAt(s string) string {
	if !strings.Contains(s, "@") {
		return s
	}
	var b strings.Builder
	var last rune
	for _, r := range s {
		if last == '@' && strings.ContainsRune(quotes, r) || r == '@' && last != 0 && strings.ContainsRune(quotes, last) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last = r
	}
	return b.String()
}

// dashes are the hyphen and what some command lines take for one.
const dashes = "-‐‑‒–—―−﹣－"

func trimLead(s string, door Door) string {
	cut := dashes + " " + string(zwj) + string(zwnj)
	if door == DoorMac {
		cut += "[({<\""
	}
	return strings.TrimLeft(s, cut)
}

// clip cuts s after limit characters, the last of which says that it was cut.
// It also thins characters that pile up too many marks.
func clip(s string, limit int) string {
	if limit <= 0 {
		return ""
	}
	var b strings.Builder
	var kept []int // where each character began
	state, rest := -1, s
	for rest != "" {
		var c string
		c, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if len(kept) == limit {
			return strings.TrimRight(b.String()[:kept[limit-1]], " ") + "…"
		}
		kept = append(kept, b.Len())
		b.WriteString(thin(c))
	}
	return b.String()
}

// thin keeps the first code points of one character and never ends in a
// joiner.
func thin(c string) string {
	n := 0
	for i := range c {
		if n == maxRunes {
			return strings.TrimRight(c[:i], string(zwj)+string(zwnj))
		}
		n++
	}
	return c
}

var markup = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func escapeMarkup(s string) string { return markup.Replace(s) }
