package handover_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// The examples of RFC 8785: sections 3.2.2 to 3.2.4, and some of its appendix B.
func TestCanonicalVectors(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"values": {
			`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`,
			`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
		},
		"order of names": {
			`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
			"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
		},
		"no escapes of HTML": {`{"a":"<b>&\u2028"}`, "{\"a\":\"<b>&\u2028\"}"},
	} {
		got, err := handover.Canonical(json.RawMessage(c.in))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %v\n got %s\nwant %s", name, err, got, c.want)
		}
	}
	for bits, want := range map[uint64]string{
		0x0000000000000000: "0", 0x8000000000000000: "0", 0x0000000000000001: "5e-324", 0x7fefffffffffffff: "1.7976931348623157e+308",
		0x4340000000000000: "9007199254740992", 0x4430000000000000: "295147905179352830000", 0x44b52d02c7e14af5: "9.999999999999997e+22",
		0x44b52d02c7e14af6: "1e+23", 0x444b1ae4d6e2ef4e: "999999999999999700000", 0x444b1ae4d6e2ef50: "1e+21",
		0x3eb0c6f7a0b5ed8d: "0.000001", 0x3eb0c6f7a0b5ed8c: "9.999999999999997e-7", 0x41b3de4355555553: "333333333.3333332",
		0x41b3de4355555557: "333333333.33333343", 0xbecbf647612f3696: "-0.0000033333333333333333", 0x43143ff3c1cb0959: "1424953923781206.2",
	} {
		f := math.Float64frombits(bits)
		got, err := handover.Canonical(json.RawMessage(strconv.FormatFloat(f, 'g', -1, 64)))
		if err != nil || string(got) != want {
			t.Errorf("%x is %s, %v, want %s", bits, got, err, want)
		}
	}
}

// FuzzCanonical holds that what is canonical stays as it is.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{`{"b":1,"a":[1e3,"\u00e9"]}`, `[]`, `"\ud83d\ude00"`, `1e21`, `{"":{"":null}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var x any
		if json.Unmarshal(raw, &x) != nil {
			return
		}
		once, err := handover.Canonical(x)
		if err != nil {
			return
		}
		var y any
		if err := json.Unmarshal(once, &y); err != nil {
			t.Fatalf("%s is no JSON: %v", once, err)
		}
		twice, err := handover.Canonical(y)
		if err != nil || !bytes.Equal(once, twice) {
			t.Errorf("%s became %s, %v", once, twice, err)
		}
	})
}

// FuzzVerify holds that nothing but a file as it was signed is good, and that nothing
// at all ends the program.
func FuzzVerify(f *testing.F) {
	good := encoded(f, signed(f))
	f.Add(good)
	f.Add([]byte(`{"document":{"format":"floorwalker-handover-1"}}`))
	f.Add(bytes.Replace(good, []byte("Asha"), []byte("Asho"), 1))
	ks := keys()
	f.Fuzz(func(t *testing.T, raw []byte) {
		r := handover.Verify(raw, ks)
		if r.Status == handover.Good && !bytes.Equal(raw, good) {
			t.Errorf("good: %s", raw)
		}
		if file, err := handover.Decode(raw); err == nil {
			_ = handover.Text(file)
			if _, err := handover.HTML(file); err != nil {
				t.Error(err)
			}
		}
	})
}

// FuzzUnpack holds that what comes with an event is bounded and read or refused.
func FuzzUnpack(f *testing.F) {
	f.Add(packed(f, signed(f)))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, err := handover.Unpack(raw)
		if err != nil {
			if !errors.Is(err, handover.ErrUnreadable) {
				t.Errorf("%v", err)
			}
			return
		}
		again, err := file.Pack()
		if err != nil {
			return // a document of numbers or texts that cannot be written
		}
		if _, err := handover.Unpack(again); err != nil {
			t.Errorf("packed anew: %v", err)
		}
	})
}

// FuzzDecodeKeys holds that a list of keys is read or refused.
func FuzzDecodeKeys(f *testing.F) {
	raw, err := handover.Canonical(keys())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(raw)
	f.Add([]byte(`{"format":"floorwalker-keys-1","keys":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := handover.DecodeKeys(raw); err != nil && !errors.Is(err, handover.ErrUnreadable) {
			t.Errorf("%v", err)
		}
	})
}

// What was packed is what was signed, to the byte, and still verifies.
func TestPackUnpack(t *testing.T) {
	f := signed(t)
	back, err := handover.Unpack(packed(t, f))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(encoded(t, back), encoded(t, f)) || back.Check() != nil {
		t.Errorf("%+v", back)
	}
}

// A few bytes that would unpack to a disk full are refused after MaxFile of them.
func TestUnpackIsBounded(t *testing.T) {
	f := &handover.File{Document: handover.Document{Format: handover.Format, Note: strings.Repeat("x", handover.MaxFile)}}
	raw, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handover.Decode(raw); !errors.Is(err, handover.ErrUnreadable) {
		t.Errorf("decoded: %v", err)
	}
	if _, err := handover.Unpack(deflated(t, raw)); !errors.Is(err, handover.ErrUnreadable) {
		t.Errorf("unpacked: %v", err)
	}
	if _, err := f.Pack(); !errors.Is(err, handover.ErrTooLarge) {
		t.Errorf("packed: %v", err)
	}
}

// D-05: a hub reads what any desk sends between two events: a few bytes may not become
// a million items, nor a packed file more than it is read for.
func TestWhatIsReadIsBounded(t *testing.T) {
	many := func(n int, what string) string { return strings.TrimSuffix(strings.Repeat(what+",", n), ",") }
	const head = `{"document":{"format":"floorwalker-handover-1"`
	for _, c := range []struct {
		name, raw string
		read      bool
	}{
		{"items", head + `,"items":[` + many(handover.MaxItems, "{}") + `]}}`, true},
		{"too many items", head + `,"items":[` + many(handover.MaxItems+1, "{}") + `]}}`, false},
		{"by another name", head + `,"ITEMS":[` + many(handover.MaxItems+1, "{}") + `]}}`, false},
		{"acknowledgements", head + `},"acknowledgements":[` + many(handover.MaxItems+1, "{}") + `]}`, false},
		{"one of too much", head + `},"acknowledgements":[{"items":[` + many(200_000, `""`) + `]}]}`, false},
		{"taken", head + `},"taken":[` + many(handover.MaxItems+1, "{}") + `]}`, false},
		{"checks", head + `,"checklist":[` + many(handover.MaxItems+1, "{}") + `]}}`, false},
		{"people", head + `,"people":{` + many(handover.MaxItems+1, `"a":""`) + `}}}`, false},
		{"commas in a text", head + `,"note":"\"` + strings.Repeat(",", 200_000) + `"}}`, true},
	} {
		for how, err := range map[string]error{
			"decoded": second(handover.Decode([]byte(c.raw))), "unpacked": second(handover.Unpack(deflated(t, []byte(c.raw)))),
		} {
			if c.read != (err == nil) || err != nil && !errors.Is(err, handover.ErrUnreadable) {
				t.Errorf("%s, %s: %v", c.name, how, err)
			}
		}
	}
	long := []byte(head + `,"note":"` + strings.Repeat("x", handover.MaxUnpacked) + `"}}`)
	if _, err := handover.Decode(long); err != nil {
		t.Errorf("a file: %v", err)
	}
	if _, err := handover.Unpack(deflated(t, long)); !errors.Is(err, handover.ErrUnreadable) {
		t.Errorf("the same, packed: %v", err)
	}
	if _, err := handover.Unpack(append(packed(t, signed(t)), make([]byte, handover.MaxPacked)...)); !errors.Is(err, handover.ErrUnreadable) {
		t.Errorf("with more behind it than may be sent: %v", err)
	}
}

// A time that JSON cannot tell from the next is not signed.
func TestTimesThatCannotBeWritten(t *testing.T) {
	for _, at := range []chat.Instant{-1, 1 << 60} {
		if _, err := handover.Sign(handover.Document{At: at}, penOf("asha")); err == nil {
			t.Errorf("signed at %d", at)
		}
	}
}
