package audit

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

func TestAFactIsRead(t *testing.T) {
	f, at, err := decode([]byte(strings.TrimSpace(factLine("pos", "stepped_in", "ben", "c"))))
	want := referee.AuditFact{
		ID: "ipos", Kind: referee.AuditSteppedIn, At: 1795300000000, Chat: "c", Agent: "ben", Serving: []chat.AgentID{"asha"},
	}
	if err != nil || at != "pos" || !reflect.DeepEqual(f, want) {
		t.Errorf("%+v %q %v", f, at, err)
	}
}

func TestWhatIsNoFact(t *testing.T) {
	for _, bad := range []string{
		``, `null`, `[]`, `"x"`, `{}`, `{"r":"a"}`, `{"r":1,"fact":{}}`,
		`{"r":"a","fact":{"id":"i","kind":"observed","at":-1,"chat":"c","agent":"b"}}`,
		`{"r":"a","fact":{"id":"i","kind":"observed","at":1,"chat":"c"}}`,
		`{"r":"a","fact":{"id":"i","kind":"observed","at":1,"chat":"c","agent":"b"}} {}`,
		`{"r":"` + strings.Repeat("a", maxResume+1) + `","fact":{"id":"i","kind":"observed","at":1,"chat":"c","agent":"b"}}`,
	} {
		if f, at, err := decode([]byte(bad)); err == nil {
			t.Errorf("%.80q is %+v at %q", bad, f, at)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"ws://hub.example.com/v1/stream":                "http://hub.example.com/audit",
		"wss://hub.example.com/v1/stream":               "https://hub.example.com/audit",
		"https://user:secret@hub.example.com/v1/stream": "https://hub.example.com/audit",
		"wss://example.com/floor/v1/stream?x=1#y":       "https://example.com/floor/audit",
		"http://127.0.0.1:8080":                         "http://127.0.0.1:8080/audit",
		"ftp://hub.example.com":                         "",
		"hub.example.com":                               "",
		"ws://":                                         "",
		"ws://%zz":                                      "",
	} {
		got, err := address(in)
		if err != nil {
			var bad *AddressError
			if want != "" || !errors.As(err, &bad) {
				t.Errorf("%q: %v", in, err)
			}
			continue
		}
		if got.String() != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// FuzzDecode: whatever a line says, it is refused, or it is a fact that says
// the same when it is written and read again.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(strings.TrimSpace(factLine("pos", "observed", "ben", "c"))))
	f.Add([]byte(`{"r":"a","fact":{"id":"i","kind":"x","at":1e3,"chat":"c","agent":"\ud800"}}`))
	f.Add([]byte(`{"fact":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		fact, at, err := decode(raw)
		if err != nil {
			return
		}
		if fact.ID == "" || fact.Kind == "" || fact.At <= 0 || fact.Chat == "" || fact.Agent == "" || at == "" {
			t.Fatalf("%+v at %q is a fact", fact, at)
		}
		again, err := json.Marshal(line{at, fact})
		if err != nil {
			t.Fatal(err)
		}
		fact2, at2, err := decode(again)
		if len(fact.Serving) == 0 {
			fact.Serving = nil // nobody served, however that was written
		}
		if err != nil || at2 != at || !reflect.DeepEqual(fact2, fact) {
			t.Fatalf("%+v at %q became %+v at %q: %v", fact, at, fact2, at2, err)
		}
	})
}

// FuzzLines: no line is longer than allowed, and the short ones are those that
// the standard library finds.
func FuzzLines(f *testing.F) {
	f.Add([]byte("a\n\nbc\r\nrest"), uint16(3))
	f.Add([]byte("\n"), uint16(2))
	f.Add([]byte("long"), uint16(40000))
	f.Fuzz(func(t *testing.T, raw []byte, times uint16) {
		if len(raw) > 0 {
			raw = bytes.Repeat(raw, min(int(times), 4*MaxLine/len(raw)))
		}
		var want [][]byte
		for l := range bytes.Lines(raw) {
			if end := bytes.IndexByte(l, '\n'); end >= 0 && len(l) <= MaxLine {
				want = append(want, bytes.TrimRight(l, "\r\n"))
			}
		}
		in := newLines(bytes.NewReader(raw))
		for {
			got, err := in.next()
			if errors.Is(err, errLong) {
				continue
			}
			if err != nil {
				break
			}
			if len(want) == 0 || !bytes.Equal(got, want[0]) {
				t.Fatalf("a line of %d bytes that is not there", len(got))
			}
			want = want[1:]
		}
		if len(want) > 0 {
			t.Fatalf("%d lines were not found", len(want))
		}
	})
}
