package record

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// words is a content that takes everything.
type words struct {
	Words string         `json:"words"`
	More  map[string]any `json:"more,omitempty"`
}

func (w words) Normal() words { return w }
func (words) Check() error    { return nil }

// FuzzDecodeMarked gets past the mark, which a fuzzer of bytes never guesses:
// it marks whatever content comes, as another program might write it.
func FuzzDecodeMarked(f *testing.F) {
	f.Add([]byte(`{"words":"One <&> two."}`), "a1", int64(5), 0)
	f.Add([]byte(`{"words":"\u00e9\ud83d", "later":[1e400,{"a":null}],"words":"again"}`), "<", int64(0), 2)
	f.Add([]byte("{\"WORDS\":\"\u2028\",\n\"more\":{\"b\":1.0,\"a\":2}}"), "", int64(1), 1)
	f.Fuzz(func(t *testing.T, content []byte, by string, at int64, past int) {
		var text bytes.Buffer
		if json.Compact(&text, content) != nil || !utf8.ValidString(by) {
			return
		}
		e := Envelope{ID: "memo", By: chat.AgentID(by), Updated: chat.Instant(at), Revision: Revision{Number: 1}}
		for i := range past & 7 {
			e.Past = append(e.Past, Mark(i))
		}
		e.Revision.Mark = e.digest(text.Bytes())
		raw, err := assemble(&e, content)
		if err != nil {
			t.Fatal(err)
		}
		v, err := Decode[words](raw)
		if err != nil {
			return
		}
		again, err := Encode(v)
		if err != nil {
			t.Fatalf("%q cannot be stored again: %v", raw, err)
		}
		if w, err := ReadEnvelope(again); err != nil || w.Revision != e.Revision || w.By != e.By {
			t.Fatalf("%q became %q: %v", raw, again, err)
		}
	})
}
