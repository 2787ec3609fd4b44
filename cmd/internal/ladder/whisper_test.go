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
	w := &whispered{
		floor: f, asha: f.desk("Asha", chat.RolePrimary), ben: f.desk("Ben", chat.RoleSecondary), lena: f.desk("Lena", chat.RoleLead),
	}
	w.page = given(t, f, w.asha, whisperChat)
	restarted(w.ben) // now the tap has the connection from its first byte
	for _, d := range []*desk{w.ben, w.lena} {
		d.ask("open", words{Chat: whisperChat}, nil)
		d.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.Owner == w.asha.id })
	}
	t.Run("live", w.live)
	t.Run("resumed", w.resumed)
	t.Run("resumed from the log", w.resumedFromTheLog)
	t.Run("a snapshot", w.snapshot)
	t.Run("the customer", func(t *testing.T) { customerHasNot(t, f, w.page) })
	t.Run("the disks", func(t *testing.T) {
		for d, want := range map[*desk]bool{w.asha: true, w.lena: true, w.ben: false} {
			d.stop()
			if got := onDisk(t, d, whisper); got != want || !onDisk(t, d, shared) {
				t.Errorf("%s's disk has the whisper: %v", d.name, got)
			}
		}
	})
}

const (
	whisperChat chat.ChatID = "whispered"
	// whisper is for two, shared for all desks.
	whisper, shared = "offer-the-annual-plan-zx81", "asked-for-a-refund-qv27"
)

// whispered is who takes part: Lena whispers, Asha serves, Ben must not know.
type whispered struct {
	floor           *floor
	asha, ben, lena *desk
	page            *client
}

// say lets Lena whisper and write a note behind it, and waits for all who are
// to have them.
func (w *whispered) say(suffix string, desks ...*desk) {
	w.lena.ask("whisper", words{Chat: whisperChat, To: w.asha.id, Text: whisper + suffix}, nil)
	w.lena.ask("note", words{Chat: whisperChat, Text: shared + suffix}, nil)
	for _, d := range desks {
		d.until("the note", func(s sight) bool { return s.said(shared+suffix) == 1 })
	}
	for _, d := range []*desk{w.asha, w.lena} {
		d.until("the whisper", func(s sight) bool { return s.said(whisper+suffix) == 1 })
	}
}

// tapped sees that Ben's socket had the note and not the whisper.
func (w *whispered) tapped(t *testing.T, suffix string) {
	t.Helper()
	w.floor.same(w.asha, w.ben, w.lena) // the whisper is in nobody's FloorHash
	if !w.ben.proxy.has(shared+suffix) || w.ben.proxy.has(whisper) {
		t.Errorf("the third desk's socket: the note %v, the whisper %v", w.ben.proxy.has(shared+suffix), w.ben.proxy.has(whisper))
	}
}

func (w *whispered) live(t *testing.T) {
	w.say("", w.asha, w.ben, w.lena)
	if w.ben.see().said(whisper) != 0 {
		t.Error("the third desk shows the whisper")
	}
	w.tapped(t, "")
}

// resumed: nor when the third desk comes back and reads what it missed.
func (w *whispered) resumed(t *testing.T) {
	w.ben.proxy.cut()
	w.say("-again", w.asha, w.lena)
	w.ben.proxy.join()
	w.ben.ask("retry", nil, nil)
	w.ben.until("the note", func(s sight) bool { return s.said(shared+"-again") == 1 })
	w.tapped(t, "-again")
}

// resumedFromTheLog: nor from a hub that has nothing in memory.
func (w *whispered) resumedFromTheLog(t *testing.T) {
	w.ben.proxy.cut()
	w.say("-once-more", w.asha, w.lena)
	w.floor.hub.Kill()
	w.floor.open()
	w.ben.proxy.join()
	for _, d := range []*desk{w.asha, w.ben, w.lena} {
		d.ask("retry", nil, nil)
		d.live()
	}
	w.ben.until("the note", func(s sight) bool { return s.said(shared+"-once-more") == 1 })
	w.tapped(t, "-once-more")
	w.page = w.floor.page(whisperChat) // the hub that had the first one is dead
}

// snapshot: nor as somebody who was never there.
func (w *whispered) snapshot(t *testing.T) {
	noor := w.floor.desk("Noor", chat.RoleBackup)
	restarted(noor)
	noor.ask("open", words{Chat: whisperChat}, nil)
	noor.until("the note", func(s sight) bool { return s.said(shared) == 1 && s.said(whisper) == 0 })
	noor.stop()
	if onDisk(t, noor, whisper) || noor.proxy.has(whisper) || !onDisk(t, noor, shared) {
		t.Error("who came later has the whisper, or not the note")
	}
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
func customerHasNot(t *testing.T, f *floor, page *client) {
	if page.after(whisper, "Are you still there?"); page.has(whisper) {
		t.Error("the customer's stream has the whisper")
	}
	later := f.page(whisperChat)
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
