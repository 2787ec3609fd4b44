package e2e

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"floorwalker/app/chat"
)

// judge asks the hub's log what happened, and the signed file whether it can be trusted.
func (f *shiftFloor) judge() {
	f.t.Helper()
	shift := ""
	f.until("the end", func(fl *chat.Floor) bool {
		for _, h := range fl.Handovers() {
			if h.Open() || h.From != f.asha.id || h.To != f.lena.id {
				f.t.Errorf("the handover is %+v", h)
			}
			for _, it := range h.Items {
				if by, _, ok := h.Acked(it.ID); !ok || by != f.lena.id {
					f.t.Errorf("%s was acknowledged by %q", it.Title, by)
				}
			}
			shift = h.Shift
		}
		f.judgeCalls(fl)
		fl.EachChat(func(c *chat.Chat) {
			if c.Active() && c.Owner == f.asha.id {
				f.t.Errorf("Asha has gone and still serves %s", c.ID)
			}
			for _, o := range c.Obligations {
				if o.Owner == f.asha.id {
					f.t.Errorf("Asha has gone and still owes %s of %s", o.Kind, c.ID)
				}
			}
		})
		return true
	})
	f.verifies(shift)
}

// judgeCalls sees that each call was written down once, with what came of it.
func (f *shiftFloor) judgeCalls(fl *chat.Floor) {
	for id, want := range map[chat.ChatID][]string{
		bill: {chat.AttemptNoAnswer, chat.AttemptReached}, late: {chat.AttemptReached}, thanks: nil,
	} {
		var got []string
		for _, a := range fl.Chat(id).Calls {
			if got = append(got, a.Outcome); a.By != f.asha.id || a.Early || a.Uncertain {
				f.t.Errorf("%s was called by %+v", id, a)
			}
		}
		if !slices.Equal(got, want) {
			f.t.Errorf("%s was called with %q, not %q", id, got, want)
		}
	}
	if n := fl.Chat(late).Night; n.Contact.IsZero() || !n.Call || n.ReviewedBy != f.asha.id {
		f.t.Errorf("the night of %s ended as %+v", late, n)
	}
}

// verifies checks the signed file as anybody can, and sees that another byte in it is
// found out by the exit status.
func (f *shiftFloor) verifies(shift string) {
	f.t.Helper()
	dir := f.t.TempDir()
	keep := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			f.t.Fatal(err)
		}
		return path
	}
	file := f.floorhub("handover", "export", shift, "--data-dir", f.dir)
	keys := keep("keys.json", f.floorhub("keys", "export", "--data-dir", f.dir))
	f.t.Logf("%s", f.floorhub("verify", keep("handover.json", file), "--keys", keys))
	word := []byte("Both bills")
	if bytes.Count(file, word) != 1 {
		f.t.Fatalf("%q is not in the file once", word)
	}
	other := bytes.Replace(file, word, []byte("Both bells"), 1)
	c := exec.Command(f.hub, "verify", keep("other.json", other), "--keys", keys)
	out, err := c.CombinedOutput()
	if c.ProcessState.ExitCode() != 1 {
		f.t.Errorf("with another byte in it: %v\n%s", err, out)
	}
	f.t.Logf("%s", out)
}
