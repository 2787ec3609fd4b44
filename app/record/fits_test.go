package record

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// What can be read can always be stored again, so a version that came without
// the escapes that this program writes is measured with them. Nothing exported
// writes such a version, hence the look from inside.
func TestUnescapedVersionIsMeasuredEscaped(t *testing.T) {
	for _, c := range []struct {
		by    chat.AgentID
		words int
		want  error
	}{
		{"a1", MaxVersion - 300, nil},
		{chat.AgentID(strings.Repeat("<", maxBy)), MaxVersion - 300, ErrTooLarge},
		{chat.AgentID(strings.Repeat("<", maxBy)), MaxVersion - 1_000, nil},
	} {
		e := Envelope{ID: "memo", Revision: Revision{Number: 1}, By: c.by}
		text := []byte(`{"words":"` + strings.Repeat("w", c.words) + `"}`)
		e.Revision.Mark = e.digest(text)
		raw, err := assemble(&e, text)
		if err != nil {
			t.Fatal(err)
		}
		raw = bytes.ReplaceAll(raw, []byte(`\u003c`), []byte("<"))
		if len(raw) > MaxVersion {
			t.Fatalf("%d bytes as they arrive", len(raw))
		}
		if _, err := ReadEnvelope(raw); !errors.Is(err, c.want) {
			t.Errorf("%d bytes by %.3s: %v, want %v", len(raw), c.by, err, c.want)
		}
	}
}
