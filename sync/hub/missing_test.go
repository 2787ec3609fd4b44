package hub

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// untoldOf returns what the log says that a backend did not do.
func untoldOf(t *testing.T, j *memJournal) (said []*chat.BackendDid) {
	t.Helper()
	for _, e := range j.all(t) {
		if b, ok := e.Body.(*chat.BackendDid); ok {
			said = append(said, b)
		}
	}
	return said
}

// killed is the start on the log of a hub that did not come to its end.
func killed(j *memJournal) func(*Config) {
	return func(*Config) { j.set(func(j *memJournal) { delete(j.credentials, restedKey) }) }
}

// TestWhatMayNeverHaveBeenToldIsSaid starts a hub on the log of one that was killed
// between a deed and the call: the chat hears of it once, and no call is made again.
func TestWhatMayNeverHaveBeenToldIsSaid(t *testing.T) {
	once := []chat.Operation{
		chat.OpNote, chat.OpTag, chat.OpForwardTeam, chat.OpReturn, chat.OpJoin, chat.OpLeave, chat.OpBlock, chat.OpTranscript,
	}
	for _, tt := range deedsOfATeam {
		t.Run(tt.name, func(t *testing.T) {
			j := newJournal()
			with := func(c *Config) { c.Drivers = []driver.Driver{newAble()} }
			r := newRig(t, j, func(c *Config) { c.Drivers = []driver.Driver{newScripted()} }) // which is told of none of it
			r.deliver(owned("c")...)
			r.deliver(chat.Event{ID: "old", Chat: "c", Body: &chat.TagAdded{Tag: "old"}},
				chat.Event{ID: "scripted:n", Chat: "c", By: "asha", Body: &chat.NotePosted{Message: "b", Text: "from the backend"}})
			r.deliver(chat.Event{ID: "deed", Chat: "c", By: "asha", Body: tt.body})
			d := newAble()
			r = r.restart(killed(j), func(c *Config) { c.Drivers = []driver.Driver{d} })
			if slices.Contains(once, tt.op) {
				r.wait(func() bool { return slices.Contains(r.kinds("c"), chat.KindBackendDid) })
			}
			if err := r.stop(); err != nil { // waits for what is under way
				t.Fatal(err)
			}
			said := untoldOf(t, j)
			if !slices.Contains(once, tt.op) {
				if len(said) != 0 {
					t.Errorf("the chat hears %+v", said[0])
				}
				return
			}
			if len(said) != 1 || said[0].OK || said[0].Of != "deed" || said[0].Operation != tt.op || !strings.Contains(said[0].Words, "Example Chat "+deeds[tt.op].maybe) {
				t.Fatalf("the chat hears %+v", said)
			}
			if slices.Contains(d.called(), tt.want) {
				t.Errorf("the backend was told again: %q", d.called())
			}
			r = r.restart(killed(j), with)
			if err := r.stop(); err != nil {
				t.Fatal(err)
			}
			if said := untoldOf(t, j); len(said) != 1 {
				t.Errorf("the chat hears it %d times", len(said))
			}
		})
	}
}

// TestOnlyTheLastMinutesMayBeMissing: what was done long before the log ends the backend
// has been told.
func TestOnlyTheLastMinutesMayBeMissing(t *testing.T) {
	j, at := newJournal(), time.UnixMilli(1_795_300_000_000)
	r := newRig(t, j, func(c *Config) { c.Now = func() time.Time { return at } })
	r.deliver(owned("c")...)
	r.deliver(chat.Event{ID: "deed", Chat: "c", By: "asha", Body: &chat.NotePosted{Message: "n", Text: "careful"}})
	later := func(c *Config) { c.Now = func() time.Time { return at.Add(toldAgain + time.Second) } }
	r = r.restart(later)
	r.open("d")
	r = r.restart(killed(j), later, func(c *Config) { c.Drivers = []driver.Driver{newAble()} })
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if said := untoldOf(t, j); len(said) != 0 {
		t.Errorf("the chat hears %+v", said[0])
	}
}

// TestAHubThatEndedMissesNothing: whoever stops a hub and starts it again reads of
// nothing that may be missing, but what was done after it.
func TestAHubThatEndedMissesNothing(t *testing.T) {
	j := newJournal()
	with := func(c *Config) { c.Drivers = []driver.Driver{newAble()} }
	r := newRig(t, j, with)
	r.deliver(owned("c")...)
	r.deliver(chat.Event{ID: "deed", Chat: "c", By: "asha", Body: &chat.NotePosted{Message: "n", Text: "careful"}})
	for range 2 {
		r = r.restart(with)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if said := untoldOf(t, j); len(said) != 0 {
		t.Errorf("the chat hears %+v", said[0])
	}
}
