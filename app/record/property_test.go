package record_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// floor is several desks that edit the same few records, now and then hearing
// of each other.
type floor struct {
	desks   []book
	all     []version // everything that anybody ever wrote
	written int
}

func (f *floor) desk(t *rapid.T) int { return rapid.IntRange(0, len(f.desks)-1).Draw(t, "desk") }

func (f *floor) words(desk int) (memo, chat.AgentID) {
	f.written++
	return memo{Words: fmt.Sprintf("Words %d.", f.written)}, chat.AgentID(fmt.Sprint(desk))
}

func (f *floor) wrote(desk int, b book, v version) {
	f.desks[desk] = b
	f.all = append(f.all, v)
}

func (f *floor) edit(t *rapid.T) {
	d := f.desk(t)
	id := record.ID(rapid.SampledFrom([]string{"one", "two"}).Draw(t, "id"))
	m, by := f.words(d)
	at := chat.Instant(rapid.IntRange(1, 3).Draw(t, "at"))
	heads := f.desks[d].Heads(id)
	var (
		next book
		v    version
		err  error
	)
	switch what := rapid.IntRange(0, 4).Draw(t, "what"); {
	case len(heads) == 0:
		next, v, err = f.desks[d].Put(id, m, record.Revision{}, by, at)
	case what == 0:
		next, v, err = f.desks[d].Delete(id, heads[0].Revision, by, at)
	case what == 1:
		var seen []record.Revision
		for _, h := range heads[:rapid.IntRange(1, len(heads)).Draw(t, "seen")] {
			seen = append(seen, h.Revision)
		}
		next, v, err = f.desks[d].Settle(id, m, rapid.Bool().Draw(t, "deleted"), by, at, seen...)
	default:
		h := rapid.SampledFrom(heads).Draw(t, "head")
		next, v, err = f.desks[d].Put(id, m, h.Revision, by, at)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.wrote(d, next, v)
}

// stale edits from a revision that the desk may no longer have as a head, nor
// ever had, and keeps both sides of the conflict that comes of it.
func (f *floor) stale(t *rapid.T) {
	if len(f.all) == 0 {
		return
	}
	d := f.desk(t)
	old := rapid.SampledFrom(f.all).Draw(t, "old")
	m, by := f.words(d)
	next, v, err := f.desks[d].Put(old.ID, m, old.Revision, by, 4)
	if c, ok := err.(*record.Conflict[memo]); ok {
		if !next.Equal(f.desks[d]) {
			t.Fatal("a refused edit changed the book")
		}
		v, next = c.Mine, f.desks[d].Merge(c.Mine)
	} else if err != nil {
		t.Fatal(err)
	}
	f.wrote(d, next, v)
}

func (f *floor) hear(t *rapid.T) {
	from, to := f.desk(t), f.desk(t)
	f.desks[to] = f.desks[to].Merge(slices.Collect(f.desks[from].Versions())...)
}

// trickle is one version that arrives alone, much later.
func (f *floor) trickle(t *rapid.T) {
	if len(f.all) > 0 {
		d := f.desk(t)
		f.desks[d] = f.desks[d].Merge(rapid.SampledFrom(f.all).Draw(t, "late"))
	}
}

// play returns a floor after some hours.
func play(t *rapid.T) *floor {
	f := &floor{desks: make([]book, 3)}
	t.Repeat(map[string]func(*rapid.T){"edit": f.edit, "stale": f.stale, "hear": f.hear, "trickle": f.trickle})
	return f
}

// A day offline ends the same way in whatever order it is told, in whatever
// pieces and however often.
func TestMergeDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := play(t)
		var byDesks, one book
		for _, d := range rapid.Permutation(f.desks).Draw(t, "desks") {
			byDesks = byDesks.Merge(slices.Collect(d.Versions())...)
		}
		shuffled := rapid.Permutation(f.all).Draw(t, "order")
		for _, v := range shuffled {
			one = one.Merge(v)
		}
		batch := book{}.Merge(append(slices.Clone(shuffled), shuffled...)...)
		cut := rapid.IntRange(0, len(shuffled)).Draw(t, "cut")
		halves := book{}.Merge(shuffled[cut:]...).Merge(slices.Collect(book{}.Merge(shuffled[:cut]...).Versions())...)
		switch {
		case !one.Equal(byDesks):
			t.Fatal("versions one by one end differently from desks that meet")
		case !one.Equal(batch):
			t.Fatal("one by one ends differently from all at once and twice")
		case !one.Equal(halves):
			t.Fatal("one by one ends differently from two halves")
		case !one.Merge(slices.Collect(one.Versions())...).Equal(one):
			t.Fatal("merging with itself changed it")
		}
		if a, b := slices.Collect(one.All()), slices.Collect(batch.All()); !slices.EqualFunc(a, b, sameVersion) || len(a) != one.Len() {
			t.Fatal("equal books offer different versions")
		}
	})
}

// No text goes that nobody replaced knowingly, on any desk (in the spirit of
// what arrives anyway is kept).
func TestNoTextIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := play(t)
		all := book{}.Merge(f.all...)
		for _, v := range f.all {
			if !kept(all.Heads(v.ID), v) {
				t.Fatalf("%q of %s was lost", v.Content.Words, v.Revision)
			}
		}
		for _, v := range f.all {
			for _, m := range v.Past {
				i := slices.IndexFunc(f.all, func(o version) bool { return o.Revision.Mark == m })
				if i < 0 {
					t.Fatalf("%s replaces %016x, which nobody wrote", v.Revision, m)
				}
				for _, older := range f.all[i].Past {
					if !v.Past.Has(older) {
						t.Fatalf("the past of %s is not closed", v.Revision)
					}
				}
			}
		}
	})
}

func sameVersion(v, w version) bool { return v.ID == w.ID && v.Revision == w.Revision }

// kept reports whether v is there, or was replaced by somebody who saw it.
func kept(heads []version, v version) bool {
	return slices.ContainsFunc(heads, func(h version) bool {
		return h.Revision == v.Revision && h.Content.Words == v.Content.Words || h.Past.Has(v.Revision.Mark)
	})
}

// The hub, which has envelopes only, comes to the same heads as a book, and
// what it may forget is what no book has any more.
func TestHeadsAgreeWithBooks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := play(t)
		var (
			hub    record.Heads
			b      book
			stored = map[record.Mark]bool{}
		)
		for _, v := range rapid.Permutation(f.all).Draw(t, "order") {
			before := b
			b = b.Merge(v)
			news, replaced := hub.Add(v.Envelope)
			if news == b.Equal(before) {
				t.Fatalf("news %t, and the book changed %t", news, !news)
			}
			if news {
				stored[v.Revision.Mark] = true
			}
			for _, m := range replaced {
				if !stored[m] {
					t.Fatal("replaced what was no head")
				}
				delete(stored, m)
			}
			if again, _ := hub.Add(v.Envelope); again || !hub.Knows(v.Envelope) {
				t.Fatal("the same again was news")
			}
		}
		ours, heads := slices.Collect(b.Versions()), slices.Collect(hub.All())
		if !slices.EqualFunc(ours, heads, func(v version, e record.Envelope) bool { return v.ID == e.ID && v.Revision == e.Revision }) {
			t.Fatalf("the book has %d heads, the hub %d", len(ours), len(heads))
		}
		if len(stored) != len(heads) {
			t.Fatalf("%d versions are stored for %d heads", len(stored), len(heads))
		}
		for _, v := range ours {
			if es := hub.Of(v.ID); es[0].Revision != b.Heads(v.ID)[0].Revision {
				t.Fatal("the hub offers another one")
			}
		}
	})
}

// Whatever edits lead to can be encoded, read and told from any other.
func TestEveryEditGoesRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, v := range play(t).all {
			raw, err := record.Encode(v)
			if err != nil {
				t.Fatal(err)
			}
			got, err := record.DecodeChecked[memo](raw)
			if err != nil || !sameVersion(got, v) || got.Content.Words != v.Content.Words || !slices.Equal(got.Past, v.Past) {
				t.Fatalf("%s came back as %+v, %v", raw, got, err)
			}
			e, err := record.ReadEnvelope(raw)
			if err != nil || e.Revision != v.Revision || e.By != v.By || e.Deleted != v.Deleted {
				t.Fatalf("the envelope of %s is %+v, %v", raw, e, err)
			}
		}
	})
}

// A list that is kept up to date is the list that would be made anew.
func TestListingProperty(t *testing.T) {
	listing := record.Listing[memo, version]{
		Item: func(v version) (version, bool) { return v, v.Updated != 2 },
		ID:   func(v version) record.ID { return v.ID },
		Compare: func(a, b version) int {
			return cmp.Or(strings.Compare(b.Content.Words, a.Content.Words), cmp.Compare(a.ID, b.ID))
		},
	}
	rapid.Check(t, func(t *rapid.T) {
		f := play(t)
		var (
			b     book
			items []version
		)
		for _, v := range rapid.Permutation(f.all).Draw(t, "order") {
			next := b.Merge(v)
			held := slices.Clone(items)
			more := listing.Update(items, b, next)
			if !slices.EqualFunc(items, held, sameVersion) {
				t.Fatal("the former list was written to")
			}
			b, items = next, more
			if anew := listing.Update(nil, book{}, b); !slices.EqualFunc(items, anew, sameVersion) {
				t.Fatalf("listed %v, anew %v", items, anew)
			}
		}
	})
}
