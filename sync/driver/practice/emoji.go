package practice

import (
	"context"
	"errors"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// errOnlyEmoji refuses a line of which nothing would be left.
var errOnlyEmoji = errors.New("there is nothing but emoji in the line")

// polite strips a customer's line of what the policy does not let customers send
// (V-EMO-01). A hub that does not say what it lets them send takes everything.
func (p *Practice) polite(ctx context.Context, sink driver.Sink, l Line) (Line, error) {
	if l.From != chat.SpeakerCustomer || !hasEmoji(l.Text) {
		return l, nil
	}
	hub, ok := sink.(driver.FileSink)
	if !ok {
		return l, nil
	}
	m, err := hub.Manners(ctx, l.Chat)
	if err != nil || m.Emoji {
		return l, err
	}
	if l.Text = withoutEmoji(l.Text); l.Text == "" && l.File == nil {
		return l, errOnlyEmoji
	}
	return l, nil
}

func hasEmoji(s string) bool { return strings.ContainsFunc(s, isEmoji) }

// withoutEmoji takes emoji out of a text, with what joins and colours them, and the
// blank that stood beside them. The joiners of Indic words stay.
func withoutEmoji(s string) string {
	var out strings.Builder
	gone, blank := false, false
	for _, r := range s {
		joins := r == '\u200d' || r == '\ufe0f' || r == '\u20e3'
		if isEmoji(r) || gone && joins {
			gone = true
			continue
		}
		if gone && r == ' ' && blank {
			continue // "a 🙂 b" has one blank left
		}
		gone, blank = false, r == ' ' || r == '\n' || out.Len() == 0 && gone
		out.WriteRune(r)
	}
	return strings.TrimSpace(out.String())
}

// isEmoji reports whether a rune is drawn as a picture: the blocks of Unicode that
// hold nothing else, and the few pictures among older signs.
func isEmoji(r rune) bool {
	switch {
	case r < 0x203c:
		return false
	case r >= 0x1f000 && r <= 0x1faff, r >= 0x2600 && r <= 0x27bf, r >= 0x1f1e6 && r <= 0x1f1ff, r >= 0xe0020 && r <= 0xe007f:
		return true
	}
	return strings.ContainsRune("\u203c\u2049\u231a\u231b\u23e9\u23ea\u23eb\u23ec\u23f0\u23f3\u25fd\u25fe\u2b05\u2b06\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d", r)
}
