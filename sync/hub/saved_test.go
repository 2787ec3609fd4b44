package hub

import (
	"slices"
	"sync"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
)

// toldOf collects what a hub says of its shelves.
type toldOf struct {
	mu    sync.Mutex // guards texts
	texts []string
}

func (o *toldOf) saved(b *chat.RecordSaved) {
	o.mu.Lock()
	defer o.mu.Unlock()
	v, err := record.Decode[script.Response](b.Version)
	if err != nil {
		o.texts = append(o.texts, err.Error())
		return
	}
	o.texts = append(o.texts, v.Content.Text)
}

func (o *toldOf) take() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	texts := o.texts
	o.texts = nil
	return texts
}

// TestSavedIsTold: whoever follows the shelves has what stands on them when the
// hub opens, and each version after it is on disk, once.
func TestSavedIsTold(t *testing.T) {
	var told toldOf
	with := func(c *Config) { c.Saved = told.saved }
	r := newRig(t, newJournal(), with)
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	w := &writer{t: t, by: "asha"}
	first, second, other := w.write("hello", "Hello."), w.write("hello", "Hello again."), w.write("bye", "Goodbye.")
	for i, raw := range [][]byte{first, second, second, other} {
		id := chat.CommandID("save-" + string(rune('a'+i)))
		if f := asha.wish(id, "", &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: raw}); !f.OK {
			t.Fatal(f.Words)
		}
	}
	if got := told.take(); !slices.Equal(got, []string{"Hello.", "Hello again.", "Goodbye."}) {
		t.Errorf("told of %q", got)
	}
	r.restart(with)
	if got := told.take(); !slices.Equal(got, []string{"Hello again.", "Goodbye."}) {
		t.Errorf("the successor is told of %q", got)
	}
}
