package killtest

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// compare looks at everything while nobody writes: the desks have the hub's
// floor, shelves and whispers, the log has what was promised, and a desk that
// starts without a hub shows what it had.
func (f *floor) compare() {
	var before []shown
	same := func() bool {
		hub := f.ask(f.hub, wordHash)
		before = before[:0]
		for _, d := range f.desks {
			before = append(before, f.look(d))
			if s := before[len(before)-1]; s.floor != hub || s.shelves != before[0].shelves || !strings.HasPrefix(s.shelves, "0 wait, 0 refused, ") {
				return false
			}
		}
		return true
	}
	if !until(30*time.Second, same) {
		f.t.Fatalf("the hub's floor is %s, the desks have %+v", f.ask(f.hub, wordHash), before)
	}
	f.hub.Stop(patience)
	// An offer may have run out between the question and the end.
	before = f.settled()
	log := f.readLog()
	if found := f.ledger.check(log); len(found) > 0 {
		f.t.Fatal(words(found))
	}
	f.compareShelves(log, before)
	for i, d := range f.desks {
		d.Stop(patience)
		f.startDesk(d)
		if alone := f.look(d); alone != before[i] {
			f.t.Fatalf("without a hub %s's desk shows %+v, it had %+v", d.name, alone, before[i])
		}
	}
	f.startHub()
}

// settled is what the desks show when nothing comes any more: twice the same.
func (f *floor) settled() (now []shown) {
	if !until(10*time.Second, func() bool {
		last := now
		now = nil
		for _, d := range f.desks {
			now = append(now, f.look(d))
		}
		return slices.Equal(last, now)
	}) {
		f.t.Fatal("without a hub the desks go on changing")
	}
	return now
}

// compareShelves compares what the desks show with what the log makes.
func (f *floor) compareShelves(log []logged, got []shown) {
	shelves, err := merged(log)
	if err != nil {
		f.t.Fatal(err)
	}
	ids := map[string]chat.AgentID{}
	for i := range log {
		if b, ok := log[i].ev.Body.(*chat.AgentAdded); ok {
			ids[b.Name] = b.Agent
		}
	}
	for i, d := range f.desks {
		if !strings.HasSuffix(got[i].shelves, " "+shelves) {
			f.t.Fatalf("%s's shelves are %q, the log makes %q", d.name, got[i].shelves, shelves)
		}
		if want := whispered(log, ids[d.name]); got[i].private != want {
			f.t.Fatalf("%s's whispers are %q, by the log %q", d.name, got[i].private, want)
		}
	}
}

// shown is what a desk has, as digests.
type shown struct{ floor, shelves, private string }

func (f *floor) look(d *desk) shown {
	return shown{f.ask(d.process, wordHash), f.ask(d.process, wordShelves), f.ask(d.process, wordPrivate)}
}

func (f *floor) ask(p *process, word string) string {
	f.t.Helper()
	a, err := p.ask(word, word)
	if err != nil {
		f.t.Fatal(err)
	}
	return a
}

func (f *floor) readLog() []logged {
	l, err := log.Open(f.t.Context(), log.Config{Dir: f.hubDir})
	if err != nil {
		f.t.Fatal(err)
	}
	defer l.Close()
	var all []logged
	if err := l.Read(f.t.Context(), 0, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(bytes.Clone(raw), nil)
		all = append(all, logged{seq, e})
		return err
	}); err != nil {
		f.t.Fatal(err)
	}
	return all
}
