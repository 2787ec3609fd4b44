package talk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// freshKey is the entry that says what came since somebody last looked.
const freshKey = "\x00new"

// lines are a place's lines as kit.Thread reads them.
type lines struct {
	state *State
	fresh chat.MessageID
	now   func() chat.Instant
	// everybody can be named, I among them.
	everybody []Person
	at        int // of the entry freshKey; -1 is none
}

var _ kit.ThreadSource = (*lines)(nil)

// index finds where the line "new" stands.
func (l *lines) index() {
	l.at = -1
	if l.fresh != "" {
		l.at = slices.IndexFunc(l.state.Talk.Lines, func(t chat.TeamLine) bool { return t.ID == l.fresh })
	}
}

// Len implements kit.ThreadSource.
func (l *lines) Len() int {
	if l.at >= 0 {
		return len(l.state.Talk.Lines) + 1
	}
	return len(l.state.Talk.Lines)
}

// line is the line at entry i; false is the entry "new".
func (l *lines) line(i int) (chat.TeamLine, bool) {
	switch {
	case l.at >= 0 && i == l.at:
		return chat.TeamLine{}, false
	case l.at >= 0 && i > l.at:
		i--
	}
	return l.state.Talk.Lines[i], true
}

// Key implements kit.ThreadSource.
func (l *lines) Key(i int) string {
	if t, ok := l.line(i); ok {
		return string(t.ID)
	}
	return freshKey
}

// Item implements kit.ThreadSource.
func (l *lines) Item(i int) kit.BubbleData {
	t, ok := l.line(i)
	if !ok {
		return kit.BubbleData{Kind: kit.System, Text: "New since you looked"}
	}
	d := kit.BubbleData{Kind: kit.Memo, Text: t.Text, Caption: words.Name(t.Name) + " · " + l.when(t.At)}
	if t.By == l.state.Me {
		d.Caption = "You · " + l.when(t.At)
	}
	if slices.Contains(t.Mentions, l.state.Me) {
		d.Caption, d.CaptionTone = d.Caption+" · mentions you", kit.Blue
	}
	if len(t.Text) == len(strings.ToLower(t.Text)) { // else its bytes are others
		d.Highlights = named(t.Text, l.everybody)
	}
	return d
}

// when is a time of day, with the day where it is not today.
func (l *lines) when(at chat.Instant) string {
	if y, m, d := at.Time().Local().Date(); l.now != nil {
		if y2, m2, d2 := l.now().Time().Local().Date(); y != y2 || m != m2 || d != d2 {
			return words.Day(at) + ", " + words.At(at)
		}
	}
	return words.At(at)
}

// named are the spans of text that name somebody of the team behind an "@": by their
// name, the first word of it, or their id, as the hub reads them.
func named(text string, people []Person) []kit.Span {
	var spans []kit.Span
	low := strings.ToLower(text)
	for at := range len(low) {
		if low[at] != '@' {
			continue
		}
		if n := longest(low[at+1:], people); n > 0 {
			spans = append(spans, kit.Span{From: at, To: at + 1 + n})
		}
	}
	return spans
}

// longest is how much of the beginning of a text in lower case names somebody.
func longest(text string, people []Person) int {
	most := 0
	for _, p := range people {
		name := strings.ToLower(p.Name)
		first, _, _ := strings.Cut(name, " ")
		for _, n := range [...]string{name, first, strings.ToLower(string(p.ID))} {
			if rest, ok := strings.CutPrefix(text, n); ok && n != "" && len(n) > most && !wordy(rest) {
				most = len(n)
			}
		}
	}
	return most
}

// wordy reports whether a text goes on with a letter or a digit.
func wordy(rest string) bool {
	r, n := utf8.DecodeRuneInString(rest)
	return n > 0 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}
