package handover_test

import (
	"bytes"
	"compress/flate"
	"fmt"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/shift/handover"
)

// D-05: printable, and readable without the program.
func TestText(t *testing.T) {
	got := handover.Text(signed(t))
	for _, want := range []string{
		"HANDOVER OF SHIFT 2026-11-20-1000", "From      Asha", "To        Rohan M.", "Fri 20 Nov 2026 17:30 +05:30",
		"A quiet day.\nUntil five.", "2 ITEMS, 0 not acknowledged", "  1. [x] Chat with Priya <b>", "Note     Knows that you come",
		"Taken    Rohan M., ", "Number   CB-o1", "[x] Follow-up calls", "Lena took what was left from Asha", "Before it none",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
}

// Whatever a customer is called, the page is one page and runs nothing.
func TestHTMLIsText(t *testing.T) {
	hostile := `<script>alert(1)</script><img src=x onerror="y">{{.}}` + "\u202e"
	f := newFloor()
	f.open("c1", hostile, "asha")
	ed := edition(t)
	doc := handover.Build(f.Floor, ed, handover.Brief{
		Shift: hostile, From: chat.AgentID(hostile), To: "rohan", At: f.at, Note: hostile,
		Notes: map[string]string{"chat:c1": hostile}, Items: handover.Collect(f.Floor, followup.List{}, "asha", f.at, ed),
		Checks: []handover.Check{{Words: hostile, Why: hostile}},
	})
	file, err := handover.Sign(doc, penOf("asha"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := handover.HTML(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img", "onerror=\"", "\u202e"} {
		if strings.Contains(string(page), bad) {
			t.Errorf("%q is in the page", bad)
		}
	}
	for _, want := range []string{"&lt;script&gt;alert(1)&lt;/script&gt;", "default-src 'none'", "<title>Handover ", "☐", "not acknowledged"} {
		if !strings.Contains(string(page), want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
	if text := handover.Text(file); strings.Contains(text, "\u202e") {
		t.Errorf("%q", text)
	}
}

func deflated(tb testing.TB, raw []byte) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.BestCompression)
	if err == nil {
		_, err = w.Write(raw)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// busy is a floor of which Asha has to hand n items over.
func busy(tb testing.TB, n int) (*floor, followup.List) {
	tb.Helper()
	f := newFloor()
	for i := range n / 2 {
		c := chat.ChatID(fmt.Sprintf("01J%05d", i*7919))
		f.open(c, fmt.Sprintf("Customer %d", i*31), "asha")
		f.tell(c, "", &chat.MessagePosted{
			Message: chat.MessageID(fmt.Sprint("m", i)), From: chat.SpeakerCustomer, Text: fmt.Sprintf("My line %d has no tone since %d:15, and the app says error %d", i, i%24, i*i),
		})
		f.owe(c, chat.ObligationID(fmt.Sprintf("o%d", i*104729)), chat.OwedCall, "asha")
	}
	return f, followup.List{}
}

// A handover of 200 items with a note on each fits into the frame of a desk's.
func TestPackedFitsAFrame(t *testing.T) {
	f, l := busy(t, 200)
	ed := edition(t)
	b := handover.Brief{Shift: "2026-11-20-1000", From: "asha", To: "rohan", At: f.at, Notes: map[string]string{}}
	b.Items = handover.Collect(f.Floor, l, "asha", f.at, ed)
	if len(b.Items) != 200 {
		t.Fatalf("%d items", len(b.Items))
	}
	for i, it := range b.Items {
		b.Notes[it.ID] = fmt.Sprintf("Told them at %d:%02d that Rohan M. calls; they would rather be called on the other number, %d", i%12, i%60, i*i)
	}
	file, err := handover.Sign(handover.Build(f.Floor, ed, b), penOf("asha"))
	if err != nil {
		t.Fatal(err)
	}
	raw := packed(t, file)
	t.Logf("%d bytes packed, %d as a file", len(raw), len(encoded(t, file)))
	if len(raw) > handover.MaxPacked {
		t.Errorf("%d bytes", len(raw))
	}
}

// BenchmarkBuild is a whole handover of 200 items: collected, built, signed, packed and
// written. D-05 gives it two seconds.
func BenchmarkBuild(b *testing.B) {
	f, l := busy(b, 200)
	ed := edition(b)
	for b.Loop() {
		items := handover.Collect(f.Floor, l, "asha", f.at, ed)
		file, err := handover.Sign(handover.Build(f.Floor, ed, handover.Brief{Shift: "s", From: "asha", At: f.at, Items: items}), penOf("asha"))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := file.Pack(); err != nil {
			b.Fatal(err)
		}
		if _, err := file.Encode(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerify is that of a file of 200 items.
func BenchmarkVerify(b *testing.B) {
	f, l := busy(b, 200)
	ed := edition(b)
	items := handover.Collect(f.Floor, l, "asha", f.at, ed)
	file, err := handover.Sign(handover.Build(f.Floor, ed, handover.Brief{Shift: "s", From: "asha", At: f.at, Items: items}), penOf("asha"))
	if err != nil {
		b.Fatal(err)
	}
	raw := encoded(b, file)
	for b.Loop() {
		if r := handover.Verify(raw, nil); r.Status != handover.Good {
			b.Fatal(r)
		}
	}
}

// BenchmarkCollect is asked for with every change that a desk shows.
func BenchmarkCollect(b *testing.B) {
	f, l := busy(b, 200)
	ed := edition(b)
	b.ReportAllocs()
	for b.Loop() {
		if len(handover.Collect(f.Floor, l, "asha", f.at, ed)) != 200 {
			b.Fatal("items are missing")
		}
	}
}
