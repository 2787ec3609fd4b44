package wire

import (
	"bytes"
	"encoding/json"
	flags "flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

var update = flags.Bool("update", false, "write testdata/names.golden anew")

// Logs live for years: a field that was ever written keeps its name. The golden file has
// the names of each event and command; what is new is added to it with -update, and a
// line that becomes shorter there is a log that cannot be read any more.
func TestNamesStay(t *testing.T) {
	var b bytes.Buffer
	for _, k := range slices.Sorted(slices.Values(chat.Kinds())) {
		n, body := 0, chat.NewBody(k)
		fill(reflect.ValueOf(body), &n)
		names(t, &b, "event", string(k), AppendEvent(nil, &chat.Event{ID: "e", Body: body}))
	}
	for _, name := range slices.Sorted(slices.Values(chat.CommandNames())) {
		n, w := 0, chat.NewWish(name)
		fill(reflect.ValueOf(w), &n)
		names(t, &b, "command", string(name), AppendFrame(nil, &Frame{Kind: FrameCommand, Wanted: name, Wish: w}))
	}
	path := filepath.Join("testdata", "names.golden")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path) // #nosec G304 -- a file of this package's
	if err != nil {
		t.Fatal(err)
	}
	if got, old := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n"); !slices.Equal(got, old) {
		for _, l := range old {
			if !slices.Contains(got, l) {
				t.Errorf("was: %s", l)
			}
		}
		for _, l := range got {
			if !slices.Contains(old, l) {
				t.Errorf("is:  %s", l)
			}
		}
	}
}

// names writes the names of what stands in the body of an encoded thing.
func names(t *testing.T, b *bytes.Buffer, what, name string, raw []byte) {
	t.Helper()
	var all struct{ Body any }
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(name, err)
	}
	fmt.Fprintf(b, "%s %s:", what, name)
	walk(all.Body, "", func(path string) { fmt.Fprintf(b, " %s", path) })
	b.WriteByte('\n')
}

// walk visits the names below v; what stands in a list has a dot more.
func walk(v any, path string, visit func(string)) {
	switch v := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(v)) {
			at := strings.TrimPrefix(path+"."+k, ".")
			visit(at)
			walk(v[k], at, visit)
		}
	case []any:
		if len(v) > 0 {
			walk(v[0], path+".", visit)
		}
	}
}

// What a log of before has is read as it was meant: nothing that came later is made up.
func TestOldLinesMeanWhatTheyMeant(t *testing.T) {
	for line, want := range map[string]chat.Body{
		`{"id":"1","kind":"ChatAccepted","body":{"agent":"asha"}}`:                                  &chat.ChatAccepted{Agent: "asha"},
		`{"id":"1","kind":"AgentAdded","body":{"agent":"asha","name":"Asha","role":"lead"}}`:        &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RoleLead},
		`{"id":"1","kind":"CustomerTyped","body":{}}`:                                               &chat.CustomerTyped{},
		`{"id":"1","kind":"CustomerTyped"}`:                                                         &chat.CustomerTyped{},
		`{"id":"1","kind":"NotePosted","body":{"message":"m","text":"x"}}`:                          &chat.NotePosted{Message: "m", Text: "x"},
		`{"id":"1","kind":"ChatOpened","body":{"customer":{"name":"R"},"bot":true}}`:                &chat.ChatOpened{Customer: chat.Customer{Name: "R"}, Bot: true},
		`{"id":"1","kind":"MessagePosted","body":{"message":"m","from":"customer","text":"hello"}}`: &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: "hello"},
	} {
		var stats Stats
		e, err := DecodeEvent([]byte(line), &stats)
		if err != nil || !reflect.DeepEqual(e.Body, want) || stats != (Stats{}) {
			t.Errorf("%s: %v %+v", line, err, e.Body)
		}
	}
}
