package main

import (
	"fmt"
	"path/filepath"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// TestExportOfAShiftThatWasSignedTwice: the chain that is exported is whole, whoever
// signed how often (D-05).
func TestExportOfAShiftThatWasSignedTwice(t *testing.T) {
	const shift, next = "2026-11-20-1000", "2026-11-20-1900"
	dir := t.TempDir()
	in := func(args ...string) []string { return append(args, "--data-dir", dir) }
	for _, name := range []string{"Asha", "Rohan"} {
		if code, _, errs := floorhub(t, in("agent", "add", name, "--role", "primary")...); code != exitDone {
			t.Fatal(errs)
		}
	}
	first := signedBy(t, "asha", shift, "")
	second := signedBy(t, "rohan", shift, first.Hash)
	third := signedBy(t, "asha", next, second.Hash)
	var events []chat.Event
	for i, f := range []*handover.File{first, second, third} {
		packed, err := f.Pack()
		if err != nil {
			t.Fatal(err)
		}
		events = append(events, chat.Event{ID: chat.EventID(fmt.Sprint("h", i)), At: signedAt, By: f.Document.From, Body: &chat.HandoverSigned{
			Shift: f.Document.Shift, Hash: f.Hash, Prev: f.Document.Prev, To: "rohan", Items: f.Document.HandoverItems(), Document: packed,
		}})
	}
	record(t, dir, events...)

	code, out, errs := floorhub(t, in("handover", "export", shift)...)
	says(t, code, exitFailed, errs, "2 handovers", "--dir DIR", first.Hash, second.Hash)
	if out != "" {
		t.Errorf("half of it is printed: %s", out)
	}
	code, out, errs = floorhub(t, in("handover", "export", shift, "--hash", second.Hash)...)
	says(t, code, exitDone, errs)
	if out != string(encoded(t, second)) {
		t.Errorf("by its hash it is %s", out)
	}
	to := filepath.Join(t.TempDir(), "kept")
	for _, s := range []string{shift, next} {
		code, out, errs = floorhub(t, in("handover", "export", s, "--dir", to)...)
		says(t, code, exitDone, out+errs, "handover-"+s+".json")
	}
	file := func(name string) string { return filepath.Join(to, name) }
	code, out, errs = floorhub(t, "verify", file("handover-"+shift+".json"), file("handover-"+shift+"-2.json"), file("handover-"+next+".json"))
	says(t, code, exitDone, out+errs, third.Hash)
	code, out, errs = floorhub(t, in("handover", "export", shift, "--dir", to, "--text")...)
	says(t, code, exitDone, out+errs, file("handover-"+shift+".txt"), file("handover-"+shift+"-2.txt"))
	code, _, errs = floorhub(t, in("handover", "export", "../"+shift, "--dir", to)...)
	says(t, code, exitFailed, errs, "Nothing was handed over")
}
