package outbox

import (
	"bytes"
	"reflect"
	"testing"

	"floorwalker/app/chat"
)

// Every wish that may wait comes back from the disk as it was.
func TestEveryWishSurvives(t *testing.T) {
	for _, name := range chat.CommandNames() {
		w := chat.NewWish(name)
		fillIn(t, reflect.ValueOf(w).Elem())
		it := &item{Entry: Entry{
			Command: chat.Command{ID: "id", Chat: "c", Body: w}, State: Refused, Tried: true, Uncertain: true,
			Refusal: &chat.Refusal{Code: chat.RefusedTaken, Words: "Taken."},
			Made:    -5, Confirmed: 1 << 50, Basis: -1, Who: me, Order: 7,
		}}
		it.frame = frameOf(it.Command)
		got, err := decode("id", it.encode())
		if err != nil || !reflect.DeepEqual(got, it) {
			t.Errorf("%s: %+v, %v, want %+v", name, got, err, it)
		}
		if _, err := decode("another", it.encode()); err == nil {
			t.Errorf("%s: an entry passed for that of another command", name)
		}
	}
}

// fillIn puts something into every field.
func fillIn(t *testing.T, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(t, v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			fillIn(t, v.Field(i))
		}
	case reflect.String:
		v.SetString("words\nand more, मीरा")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1 << 30)
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Uint8 { // an object that somebody else understands
			v.SetBytes([]byte(`{"id":"x","content":{"text":"words\nand more, मीरा"}}`))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillIn(t, v.Index(0))
	default:
		t.Errorf("this test does not fill a %s", v.Kind())
	}
}

// FuzzEntry gives the codec any bytes: it may refuse, it must not panic, and
// what it reads it writes such that it reads the same.
func FuzzEntry(f *testing.F) {
	saved := &item{Entry: Entry{Command: edit("id", 1), State: Queued, Made: 1, Who: me}}
	saved.frame = frameOf(saved.Command)
	f.Add(saved.encode())
	for _, s := range []State{Queued, Sent, Held, Refused} {
		it := &item{Entry: Entry{Command: note("id", "c"), State: s, Why: HeldOld, Refusal: &chat.Refusal{}, Made: 1, Basis: 2, Who: me}}
		it.frame = frameOf(it.Command)
		f.Add(it.encode())
	}
	f.Add([]byte{})
	f.Add([]byte{format, byte(Queued), 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F})
	f.Fuzz(func(t *testing.T, b []byte) {
		it, err := decode("id", bytes.Clone(b))
		if err != nil {
			return
		}
		again, err := decode("id", it.encode())
		if err != nil || !reflect.DeepEqual(it, again) {
			t.Fatalf("%+v became %+v, %v", it, again, err)
		}
	})
}
