package main

import (
	"bytes"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// pen signs with a key made of a name.
type pen struct{ key ed25519.PrivateKey }

func penOf(name string) pen {
	return pen{ed25519.NewKeyFromSeed(append([]byte(name), make([]byte, ed25519.SeedSize-len(name))...))}
}

func (p pen) Key() (ed25519.PublicKey, error)     { return p.key.Public().(ed25519.PublicKey), nil }
func (p pen) Sign(message []byte) ([]byte, error) { return ed25519.Sign(p.key, message), nil }

const signedAt chat.Instant = 1_795_341_600_000

// signedBy is a handover of a shift of two items.
func signedBy(t *testing.T, who, shift, prev string) *handover.File {
	t.Helper()
	f, err := handover.Sign(handover.Document{
		Floor: "Practice floor", Shift: shift, From: chat.AgentID(who), To: "rohan", At: signedAt, Prev: prev, Zone: "Asia/Kolkata",
		People: map[chat.AgentID]string{"asha": "Asha", "rohan": "Rohan"},
		Items: []handover.Item{
			{ID: "chat:c1", Kind: handover.KindChat, Title: "Chat with Priya", Chat: "c1", Owner: "asha"},
			{ID: "owed:c1/o1", Kind: handover.KindCall, Title: "Call Priya", Chat: "c1", Obligation: "o1", Owner: "asha"},
		},
	}, penOf(who))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// lies writes bytes into a file and returns its path.
func lies(t *testing.T, name string, raw []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func encoded(t *testing.T, f *handover.File) []byte {
	t.Helper()
	raw, err := f.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// keysOf is a list of keys as a hub would have them.
func keysOf(t *testing.T, names ...string) string {
	t.Helper()
	f := chat.NewFloor()
	for _, n := range names {
		key, _ := penOf(n).Key() // a pen has one
		f.Apply(&chat.Event{ID: chat.EventID("a" + n), At: 1, Body: &chat.AgentAdded{Agent: chat.AgentID(n), Name: map[string]string{"asha": "Asha", "rohan": "Rohan"}[n], Role: chat.RolePrimary}})
		f.Apply(&chat.Event{ID: chat.EventID("k" + n), At: 1, Body: &chat.KeyRegistered{Agent: chat.AgentID(n), Key: key}})
	}
	raw, err := handover.Canonical(handover.KeysOf(f))
	if err != nil {
		t.Fatal(err)
	}
	return lies(t, "keys.json", raw)
}

// D-05: verify says 0 good, 1 changed with the first broken item, 2 unreadable, in
// words for people.
func TestVerify(t *testing.T) {
	raw := encoded(t, signedBy(t, "asha", "2026-11-20-1000", ""))
	changed := bytes.Replace(raw, []byte("Call Priya"), []byte("Call Nemo."), 1)
	for _, c := range []struct {
		name  string
		args  []string
		code  int
		words []string
	}{
		{"good", []string{lies(t, "h.json", raw), "--keys", keysOf(t, "asha")}, 0, []string{"Good: the handover of shift “2026-11-20-1000” from Asha, 2 items", "0 of 2 items acknowledged", "none: it is the first"}},
		{"without keys", []string{lies(t, "h.json", raw)}, 0, []string{"Intact, but nobody vouches for the key", "floorhub keys export"}},
		{"of somebody else's key", []string{lies(t, "h.json", raw), "--keys", keysOf(t, "rohan")}, 1, []string{"not signed by asha", "First broken: signature", "not what was signed"}},
		{"changed", []string{lies(t, "h.json", changed)}, 1, []string{"Item 2, “Call Nemo.”, was changed", "First broken: owed:c1/o1"}},
		{"saved by an editor", []string{lies(t, "h.json", append(bytes.Clone(raw), '\n'))}, 1, []string{"another program", "First broken: file"}},
		{"unreadable", []string{lies(t, "h.json", raw[:len(raw)-9])}, 2, []string{"Not readable as a handover", "cannot be read"}},
		{"not there", []string{filepath.Join(t.TempDir(), "gone.json")}, 2, []string{"cannot be read"}},
		{"with keys that are none", []string{lies(t, "h.json", raw), "--keys", lies(t, "keys.json", raw)}, 2, []string{"no list of keys"}},
		{"nothing", nil, 2, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			code, out, errs := floorhub(t, append([]string{"verify"}, c.args...)...)
			if code != c.code {
				t.Errorf("exit status %d, want %d", code, c.code)
			}
			for _, w := range c.words {
				if !strings.Contains(out+errs, w) {
					t.Errorf("%q is not in\n%s%s", w, out, errs)
				}
			}
		})
	}
}

// Several files are one chain, or not.
func TestVerifyChain(t *testing.T) {
	first := signedBy(t, "asha", "2026-11-20-1000", "")
	second := signedBy(t, "rohan", "2026-11-20-1900", first.Hash)
	one, two := lies(t, "1.json", encoded(t, first)), lies(t, "2.json", encoded(t, second))
	if code, out, errs := floorhub(t, "verify", one, two); code != 0 || strings.Count(out, "Intact") != 2 {
		t.Errorf("%d\n%s%s", code, out, errs)
	}
	if code, out, _ := floorhub(t, "verify", two, one); code != 1 || !strings.Contains(out, "First broken: chain") {
		t.Errorf("%d\n%s", code, out)
	}
}

// What the log has is exported as it was signed, with what was signed under it since,
// and verifies with the keys of the same log.
func TestHandoverAndKeysExport(t *testing.T) {
	dir := t.TempDir()
	in := func(args ...string) []string { return append(args, "--data-dir", dir) }
	for _, name := range []string{"Asha", "Rohan"} {
		if code, _, errs := floorhub(t, in("agent", "add", name, "--role", "primary")...); code != exitDone {
			t.Fatal(errs)
		}
	}
	f := signedBy(t, "asha", "2026-11-20-1000", "")
	packed, err := f.Pack()
	if err != nil {
		t.Fatal(err)
	}
	ack, err := handover.SignAck(f.Hash, []string{"chat:c1"}, "rohan", signedAt+1, penOf("rohan"))
	if err != nil {
		t.Fatal(err)
	}
	asha, _ := penOf("asha").Key()
	rohan, _ := penOf("rohan").Key()
	record(t, dir,
		chat.Event{ID: "k1", At: signedAt - 60_000, Body: &chat.KeyRegistered{Agent: "asha", Key: asha}},
		chat.Event{ID: "k2", At: signedAt - 60_000, Body: &chat.KeyRegistered{Agent: "rohan", Key: rohan}},
		chat.Event{ID: "h1", At: signedAt, By: "asha", Body: &chat.HandoverSigned{
			Shift: f.Document.Shift, Hash: f.Hash, To: "rohan", Items: f.Document.HandoverItems(), Document: packed,
		}},
		chat.Event{ID: "h2", At: signedAt + 1, By: "rohan", Body: &chat.HandoverAcknowledged{Hash: f.Hash, Items: []string{"chat:c1"}, Signature: ack}})

	const shift = "2026-11-20-1000"
	code, file, errs := floorhub(t, in("handover", "export", shift)...)
	says(t, code, exitDone, errs)
	code, keys, errs := floorhub(t, in("keys", "export")...)
	says(t, code, exitDone, keys+errs, "\n")
	code, out, errs := floorhub(t, "verify", lies(t, "h.json", []byte(file)), "--keys", lies(t, "k.json", []byte(keys)))
	says(t, code, exitDone, out+errs, "Good: ", "1 of 2 items acknowledged")
	code, out, _ = floorhub(t, in("handover", "export", shift, "--text")...)
	says(t, code, exitDone, out, "HANDOVER OF SHIFT "+shift, "[x] Chat with Priya")
	code, out, _ = floorhub(t, in("handover", "export", shift, "--html")...)
	says(t, code, exitDone, out, "<!DOCTYPE html>")
	code, _, errs = floorhub(t, in("handover", "export", "2026-11-21-1000")...)
	says(t, code, exitFailed, errs, "Nothing was handed over")
}

// record writes events of the team to a log on which no hub runs.
func record(t *testing.T, dir string, events ...chat.Event) {
	t.Helper()
	l, err := log.Open(t.Context(), log.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	var recs []log.Record
	for i := range events {
		recs = append(recs, log.Record{Subject: log.Team(), Data: wire.AppendEvent(nil, &events[i])})
	}
	if _, err := l.Append(t.Context(), recs); err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
}
