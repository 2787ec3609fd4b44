package ladder

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"floorwalker/app/chat"
)

// TestWhisper plays a whisper among three desks and a customer: only its
// author and the owner have it, on the screen, in the stream and on the disk
// (C-OBS-06, D-03). Each place that must not have it is shown to have a note,
// so that looking there would find something.
func TestWhisper(t *testing.T) {
	f := newFloor(t)
	asha, ben, lena := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary), f.desk("Lena", chat.RoleLead)
	const id, whisper, shared = "whispered", "offer-the-annual-plan-zx81", "asked-for-a-refund-qv27"
	page := given(t, f, asha, id)
	restarted(ben) // now the tap has the connection from its first byte
	for _, d := range []*desk{ben, lena} {
		d.ask("open", words{Chat: id}, nil)
		d.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.Owner == asha.id })
	}
	lena.ask("whisper", words{Chat: id, To: asha.id, Text: whisper}, nil)
	for _, d := range []*desk{asha, lena} {
		d.until("the whisper", func(s sight) bool { return s.said(whisper) == 1 })
	}
	lena.ask("note", words{Chat: id, Text: shared}, nil)
	for _, d := range []*desk{asha, ben, lena} {
		d.until("the note", func(s sight) bool { return s.said(shared) == 1 })
	}
	if ben.see().said(whisper) != 0 {
		t.Error("the third desk shows the whisper")
	}
	f.same(asha, ben, lena) // the whisper is in nobody's FloorHash
	if !ben.proxy.has(shared) || ben.proxy.has(whisper) {
		t.Errorf("the third desk's socket: the note %v, the whisper %v", ben.proxy.has(shared), ben.proxy.has(whisper))
	}
	t.Run("resumed", func(t *testing.T) { // nor when it comes back and reads what it missed
		ben.proxy.cut()
		lena.ask("whisper", words{Chat: id, To: asha.id, Text: whisper + "-again"}, nil)
		lena.ask("note", words{Chat: id, Text: shared + "-again"}, nil)
		asha.until("both", func(s sight) bool { return s.said(whisper+"-again") == 1 && s.said(shared+"-again") == 1 })
		ben.proxy.join()
		ben.ask("retry", nil, nil)
		ben.until("the note", func(s sight) bool { return s.said(shared+"-again") == 1 })
		f.same(asha, ben, lena)
		if !ben.proxy.has(shared+"-again") || ben.proxy.has(whisper) {
			t.Error("the third desk's socket has the whisper, or not the note")
		}
	})
	t.Run("a snapshot", func(t *testing.T) { // nor as somebody who was never there
		noor := f.desk("Noor", chat.RoleBackup)
		restarted(noor)
		noor.ask("open", words{Chat: id}, nil)
		noor.until("the note", func(s sight) bool { return s.said(shared) == 1 && s.said(whisper) == 0 })
		noor.stop()
		if onDisk(t, noor, whisper) || noor.proxy.has(whisper) || !onDisk(t, noor, shared) {
			t.Error("who came later has the whisper, or not the note")
		}
	})
	t.Run("the customer", func(t *testing.T) { customerHasNot(t, f, page, id, whisper) })
	t.Run("the disks", func(t *testing.T) {
		for d, want := range map[*desk]bool{asha: true, lena: true, ben: false} {
			d.stop()
			if got := onDisk(t, d, whisper); got != want || !onDisk(t, d, shared) {
				t.Errorf("%s's disk has the whisper: %v", d.name, got)
			}
		}
	})
}

// restarted starts the desk's process with an empty profile, behind a proxy
// that keeps what the hub says from the first byte.
func restarted(d *desk) {
	d.t.Helper()
	d.stop()
	d.dir = d.floor.t.TempDir()
	d.proxy.keep()
	d.open()
	d.live()
}

// customerHasNot looks at the stream, at one that begins anew, and at the page.
func customerHasNot(t *testing.T, f *floor, page *client, id chat.ChatID, whisper string) {
	if page.after(whisper, "Are you still there?"); page.has(whisper) {
		t.Error("the customer's stream has the whisper")
	}
	later := f.page(id)
	later.until("Are you still there?")
	if later.has(whisper) {
		t.Error("a stream from the beginning has the whisper")
	}
	resp, err := http.Get("http://" + f.addr + "/practice")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if b, err := io.ReadAll(resp.Body); err != nil || bytes.Contains(b, []byte(whisper)) || len(b) == 0 {
		t.Errorf("the page has the whisper, or nothing: %v", err)
	}
}

// onDisk reports whether any file of the desk's profile has the text. Values
// are neither compressed nor enciphered there.
func onDisk(t *testing.T, d *desk, text string) (found bool) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(d.dir, "*"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		found = found || bytes.Contains(b, []byte(text))
	}
	return found
}
