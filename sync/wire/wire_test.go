package wire

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// fill sets every field below v to a value that is not zero, so that a field
// which the codec forgets is seen to be missing.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		fill(v.Elem(), n)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), n)
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 { // an object that somebody else understands
			v.SetBytes(fmt.Appendf(nil, `{"n":%d,"of":[{"text":"a\nमीरा"}]}`, *n))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.String:
		v.SetString(fmt.Sprintf("s%d \"quoted\"\n मीरा 👩‍💻", *n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n) + 1_000)
	case reflect.Uint16, reflect.Uint64:
		v.SetUint(uint64(*n) + 1)
	default:
		panic(v.Kind())
	}
}

func TestEveryEventSurvivesTheWire(t *testing.T) {
	for _, k := range chat.Kinds() {
		n := 0
		b := chat.NewBody(k)
		fill(reflect.ValueOf(b), &n)
		want := chat.Event{ID: "e1", At: 1, Chat: "c", By: "a", Body: b}
		line := AppendEvent(nil, &want)
		if strings.ContainsRune(string(line), '\n') {
			t.Errorf("%s: a raw line feed in %s", k, line)
		}
		var stats Stats
		got, err := DecodeEvent(line, &stats)
		if err != nil || !reflect.DeepEqual(got, want) || stats != (Stats{}) {
			t.Errorf("%s: %v %+v\n got %+v\nwant %+v", k, err, stats, got.Body, want.Body)
		}
	}
}

// A log has the states of delivery by these words for ever.
func TestTheWordsOfDelivery(t *testing.T) {
	for _, d := range []chat.Delivery{chat.DeliverySent, chat.DeliveryFailed, chat.DeliveryUnsure, chat.DeliveryDelivered} {
		want := chat.Event{ID: "e1", At: 1, Chat: "c", Body: &chat.MessageDelivered{Message: "m1", Delivery: d}}
		line := AppendEvent(nil, &want)
		got, err := DecodeEvent(line, nil)
		if err != nil || !reflect.DeepEqual(got, want) || !strings.Contains(string(line), `"delivery":"`+string(d)+`"`) {
			t.Errorf("%s: %v %+v from %s", d, err, got.Body, line)
		}
	}
	if chat.DeliveryDelivered != "delivered" {
		t.Errorf("it is called %q", chat.DeliveryDelivered)
	}
}

func TestEveryCommandSurvivesTheWire(t *testing.T) {
	for _, name := range chat.CommandNames() {
		n := 0
		w := chat.NewWish(name)
		fill(reflect.ValueOf(w), &n)
		want := Frame{Kind: FrameCommand, Command: "01J", Chat: "c", Wanted: name, Wish: w}
		got, err := DecodeFrame(AppendFrame(nil, &want), nil)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v\n got %+v\nwant %+v", name, err, got, want)
		}
	}
}

func TestEveryHeaderFieldSurvivesTheWire(t *testing.T) {
	var want Frame
	v := reflect.ValueOf(&want).Elem()
	n := 0
	for i := range v.NumField() {
		if f := v.Type().Field(i).Name; f != "Kind" && f != "Wish" && f != "Events" {
			fill(v.Field(i), &n)
		}
	}
	want.Kind = FrameWelcome
	got, err := DecodeFrame(AppendFrame(nil, &want), nil)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\n got %+v\nwant %+v", err, got, want)
	}
}

func TestUnknownThingsAreCountedNotRefused(t *testing.T) {
	var stats Stats
	e, err := DecodeEvent([]byte(`{"id":"1","new":{"a":[1,{}]},"kind":"NotePosted","body":{"text":"x","mood":[1]}}`), &stats)
	if err != nil || e.Body.(*chat.NotePosted).Text != "x" || stats.UnknownFields != 2 {
		t.Errorf("unknown fields: %+v %v %+v", e, err, stats)
	}
	e, err = DecodeEvent([]byte(`{"id":"2","kind":"ChatPainted","body":{"colour":1}}`), &stats)
	if err != nil || e.Body != nil || stats.UnknownKinds != 1 {
		t.Errorf("unknown kind: %+v %v %+v", e, err, stats)
	}
	f, err := DecodeFrame([]byte(`{"k":"song","verse":2}`), &stats)
	if err != nil || f.Kind != "song" || stats.UnknownFields != 3 {
		t.Errorf("unknown frame: %+v %v %+v", f, err, stats)
	}
}

func TestBodyMayStandBeforeKind(t *testing.T) {
	e, err := DecodeEvent([]byte(`{"body":{"text":"x"},"kind":"NotePosted","id":"1"}`), nil)
	if err != nil || e.Body.(*chat.NotePosted).Text != "x" {
		t.Errorf("%+v %v", e, err)
	}
}

// malformed is shared with the fuzz targets.
var malformed = []string{
	"", "{", "[]", "null", "{}", `{"k":1}`, `{"k":"ping"} x`, "{\"k\":\"ping\"}\n{}",
	`{"k":"command","name":"PostMessage","body":{"text":7}}`,
	`{"k":"events","n":-1}`, `{"k":"ping","t":1e9}`,
}

func TestMalformedFramesAreErrors(t *testing.T) {
	for _, in := range malformed {
		if f, err := DecodeFrame([]byte(in), nil); err == nil {
			t.Errorf("%q decoded to %+v", in, f)
		}
	}
}

func TestMalformedEventsAreErrors(t *testing.T) {
	for _, in := range []string{
		"", "{}", `{"id":"1"}`, `{"kind":"NotePosted"}`, `{"id":"1","kind":"NotePosted","body":3}`,
		`{"id":"1","kind":"NotePosted","at":"now"}`, `{"id":"1","kind":"NotePosted"}x`,
		`{"id":"1","kind":"MessagePosted","body":{"confidence":70000}}`,
		`{"id":"1","kind":"RecordSaved","body":{"version":"text"}}`,
		`{"id":"1","kind":"RecordSaved","body":{"version":{"a":}}}`,
		`{"id":"1","kind":"PolicyChanged","body":{"file":"#"}}`,
		`{"id":"1","kind":"MessagePosted","body":{"file":"a.png"}}`,
		`{"id":"1","kind":"MessagePosted","body":{"overrides":["a",1]}}`,
	} {
		if e, err := DecodeEvent([]byte(in), nil); err == nil {
			t.Errorf("%q decoded to %+v", in, e)
		}
	}
}

func TestTextIsAlwaysUTF8(t *testing.T) {
	e, err := DecodeEvent([]byte("{\"id\":\"1\",\"kind\":\"NotePosted\",\"body\":{\"text\":\"a\xff\xfeb\"}}"), nil)
	if err != nil || e.Body.(*chat.NotePosted).Text != "a\uFFFDb" {
		t.Errorf("%+v %v", e.Body, err)
	}
}

func FuzzDecodeEvent(f *testing.F) {
	for _, k := range chat.Kinds() {
		n := 0
		b := chat.NewBody(k)
		fill(reflect.ValueOf(b), &n)
		f.Add(AppendEvent(nil, &chat.Event{ID: "e1", At: 1, Chat: "c", By: "a", Body: b}))
	}
	f.Fuzz(func(t *testing.T, line []byte) {
		e, err := DecodeEvent(line, nil)
		if err != nil || e.Body == nil {
			return
		}
		again, err := DecodeEvent(AppendEvent(nil, &e), nil)
		if err != nil || !reflect.DeepEqual(again, e) {
			t.Errorf("%q: %v\n got %+v\nwant %+v", line, err, again, e)
		}
	})
}

func FuzzDecodeFrame(f *testing.F) {
	for _, in := range malformed {
		f.Add([]byte(in))
	}
	for _, name := range chat.CommandNames() {
		n, full := 0, chat.NewWish(name)
		fill(reflect.ValueOf(full), &n)
		f.Add(AppendFrame(nil, &Frame{Kind: FrameCommand, Command: "1", Wanted: name, Wish: full}))
		f.Add(AppendFrame(nil, &Frame{Kind: FrameCommand, Command: "1", Wanted: name, Wish: chat.NewWish(name)}))
	}
	f.Add([]byte("{\"k\":\"events\",\"n\":1,\"r\":\"x\"}\n{\"id\":\"1\",\"kind\":\"NotePosted\"}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		fr, err := DecodeFrame(data, nil)
		if err != nil {
			return
		}
		again, err := DecodeFrame(AppendFrame(nil, &fr), nil)
		if err != nil || fr.Kind != again.Kind || !slices.EqualFunc(fr.Events, again.Events, slices.Equal) {
			t.Errorf("%q: %v\n got %+v\nwant %+v", data, err, again, fr)
		}
	})
}
