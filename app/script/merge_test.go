package script_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/script"
)

// floor is several desks that edit the same few responses, now and then
// hearing of each other.
type floor struct {
	desks   []script.Library
	all     []script.Version // everything that anybody ever wrote
	written int
}

func (f *floor) edit(t *rapid.T) {
	d := rapid.IntRange(0, len(f.desks)-1).Draw(t, "desk")
	id := script.ResponseID(rapid.SampledFrom([]string{"one", "two"}).Draw(t, "id"))
	f.written++
	r := script.Response{
		ID: id, Title: "Title", Text: fmt.Sprintf("Text %d.", f.written),
		By: chat.AgentID(fmt.Sprint(d)), Updated: chat.Instant(rapid.IntRange(1, 3).Draw(t, "at")),
	}
	heads := f.desks[d].Heads(id)
	var (
		next script.Library
		v    script.Version
		err  error
	)
	switch what := rapid.IntRange(0, 3).Draw(t, "what"); {
	case len(heads) == 0:
		next, v, err = f.desks[d].Put(r, script.Revision{})
	case what == 0:
		next, v, err = f.desks[d].Delete(id, heads[0].Revision, r.By, chat.Instant(f.written))
	case what == 1:
		var seen []script.Revision
		for _, h := range heads {
			seen = append(seen, h.Revision)
		}
		next, v, err = f.desks[d].Settle(r, false, seen...)
	default:
		h := rapid.SampledFrom(heads).Draw(t, "head")
		next, v, err = f.desks[d].Put(r, h.Revision)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.desks[d] = next
	f.all = append(f.all, v)
}

// stale edits from a revision that the desk no longer has as a head, and keeps
// both sides of the conflict that comes of it.
func (f *floor) stale(t *rapid.T) {
	if len(f.all) == 0 {
		return
	}
	d := rapid.IntRange(0, len(f.desks)-1).Draw(t, "desk")
	r := rapid.SampledFrom(f.all).Draw(t, "old").Response
	basis := r.Revision
	f.written++
	r.Text, r.By = fmt.Sprintf("Text %d.", f.written), chat.AgentID(fmt.Sprint(d))
	next, v, err := f.desks[d].Put(r, basis)
	if c, ok := err.(*script.Conflict); ok {
		v = c.Mine
		next = f.desks[d].Merge(v)
	} else if err != nil {
		t.Fatal(err)
	}
	f.desks[d] = next
	f.all = append(f.all, v)
}

func (f *floor) hear(t *rapid.T) {
	from := rapid.IntRange(0, len(f.desks)-1).Draw(t, "from")
	to := rapid.IntRange(0, len(f.desks)-1).Draw(t, "to")
	f.desks[to] = f.desks[to].Merge(slices.Collect(f.desks[from].Versions())...)
}

// A day offline ends the same way in whatever order it is told, in whatever
// pieces and however often, and no text goes that nobody replaced knowingly
// (issue's "merged by revision", in the spirit of A-63).
func TestMergeProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := &floor{desks: make([]script.Library, 3)}
		t.Repeat(map[string]func(*rapid.T){"edit": f.edit, "stale": f.stale, "hear": f.hear})

		var byDesks script.Library
		for _, d := range rapid.Permutation(f.desks).Draw(t, "desks") {
			byDesks = byDesks.Merge(slices.Collect(d.Versions())...)
		}
		shuffled := rapid.Permutation(f.all).Draw(t, "order")
		var one, batch script.Library
		for _, v := range shuffled {
			one = one.Merge(v)
		}
		batch = batch.Merge(append(shuffled, shuffled...)...)
		switch {
		case !one.Equal(byDesks):
			t.Fatalf("versions one by one end differently from desks that meet")
		case !one.Equal(batch):
			t.Fatalf("one by one ends differently from all at once and twice")
		case !one.Merge(slices.Collect(one.Versions())...).Equal(one):
			t.Fatalf("merging with itself changed it")
		}
		for _, v := range f.all {
			if !kept(one.Heads(v.ID), v) {
				t.Fatalf("%q of %s was lost", v.Text, v.Revision)
			}
		}
	})
}

// kept reports whether v is there, or was replaced by somebody who saw it.
func kept(heads []script.Version, v script.Version) bool {
	return slices.ContainsFunc(heads, func(h script.Version) bool {
		return h.Revision == v.Revision && h.Text == v.Text || slices.Contains(h.Past, v.Revision.Mark)
	})
}
