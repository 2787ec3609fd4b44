package outbox

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/storage"
)

// saved is an edit as the hub has it: version n of a record, written over
// another version of it, or over none if that is 0.
type saved struct{ n, over int }

func (s saved) record() string { return fmt.Sprint("r", s.n%7) }

func (s saved) id() chat.CommandID { return chat.CommandID(fmt.Sprint("e", s.n)) }

func (s saved) raw() []byte {
	return fmt.Appendf(nil, `{"n":%d,"over":%d,"text":%q}`, s.n, s.over, strings.Repeat("y", s.n*37%900))
}

func (s saved) key(n int) storage.RecordKey {
	return storage.RecordKey{Shelf: chat.ShelfCanned, ID: s.record(), Mark: fmt.Sprintf("%016x", n)}
}

// shelfLog is a hub's log that outlives the desk: a file in which each line is
// "n over" of an edit that it took. The hub takes an id once.
type shelfLog struct {
	file *os.File
	all  []saved
	has  map[int]bool
}

func openShelfLog(dir string) (*shelfLog, error) {
	f, err := os.OpenFile(filepath.Join(dir, "shelf-log"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	l := &shelfLog{file: f, has: map[int]bool{}}
	for in := bufio.NewScanner(f); in.Scan(); {
		var s saved
		if _, err := fmt.Sscan(in.Text(), &s.n, &s.over); err != nil {
			return nil, fmt.Errorf("%q: %w", in.Text(), err)
		}
		l.all, l.has[s.n] = append(l.all, s), true
	}
	return l, nil
}

func (l *shelfLog) take(cmd chat.Command) error {
	w, ok := cmd.Body.(*chat.SaveRecord)
	if !ok {
		return nil // a note; the other kill test is about those
	}
	var s saved
	if _, err := fmt.Sscanf(string(w.Version), `{"n":%d,"over":%d`, &s.n, &s.over); err != nil {
		return err
	}
	if string(w.Version) != string(s.raw()) || cmd.ID != s.id() {
		return fmt.Errorf("edit %s arrived as %s", cmd.ID, w.Version)
	}
	if l.has[s.n] {
		return nil
	}
	l.all, l.has[s.n] = append(l.all, s), true
	_, err := fmt.Fprintf(l.file, "%d %d\n", s.n, s.over)
	return err
}

// shelves are the versions that no other replaces after the first n of the log.
func (l *shelfLog) shelves(n int) map[storage.RecordKey]string {
	heads := map[storage.RecordKey]string{}
	for _, s := range l.all[:n] {
		heads[s.key(s.n)] = string(s.raw())
		delete(heads, s.key(s.over))
	}
	return heads
}

// shelfDesk is a desk with its store, its outbox and the hub's log.
type shelfDesk struct {
	box   *Outbox
	store *storage.Store
	log   *shelfLog
	at    int // how far into the log the store is
}

func openShelfDesk(dir string) (*shelfDesk, error) {
	store, err := openStore(dir)
	if err != nil {
		return nil, err
	}
	if words, _, damaged := store.Recovered(); damaged {
		return nil, errors.New(words)
	}
	d := &shelfDesk{store: store}
	if d.log, err = openShelfLog(dir); err != nil {
		return nil, err
	}
	d.box = New(Config{
		Store: store, Send: d.log.take, Who: me,
		Knows:  func(chat.ChatID, chat.EventID) bool { return false },
		Folded: func(chat.ChatID) (int, bool) { return 1, true },
		Now:    func() (chat.Instant, bool) { return 1_800_000_000_000, false },
	})
	if _, err := d.box.Load(); err != nil {
		return nil, err
	}
	p, ok, err := store.LoadFloor(func(storage.CachedEvent) error { return nil })
	if err != nil || !ok {
		return d, err
	}
	d.at, err = strconv.Atoi(p.Resume)
	return d, err
}

func (d *shelfDesk) close() error { return errors.Join(d.store.Close(), d.log.file.Close()) }

// cached is what the store has on its shelves.
func (d *shelfDesk) cached() (map[storage.RecordKey]string, error) {
	got := map[storage.RecordKey]string{}
	err := d.store.LoadRecords(func(r storage.Record) error {
		got[storage.RecordKey{Shelf: r.Shelf, ID: r.ID, Mark: r.Mark}] = string(r.Raw)
		return nil
	})
	return got, err
}

// newest is the version of a record that the person sees: an unsent one of their
// own, or the one in the cache.
func (d *shelfDesk) newest(record string) (n int, err error) {
	cached, err := d.cached()
	for k := range cached {
		if k.ID == record {
			var m int
			if _, err := fmt.Sscanf(k.Mark, "%x", &m); err != nil {
				return 0, err
			}
			n = max(n, m)
		}
	}
	for _, e := range d.box.Pending() {
		var s saved
		if _, err := fmt.Sscanf(string(e.Command.ID), "e%d", &s.n); err == nil && s.record() == record {
			n = max(n, s.n)
		}
	}
	return n, err
}

// hear takes up to so many events from the log into the cache, with their
// position, and tells the outbox.
func (d *shelfDesk) hear(most int) error {
	to := min(d.at+most, len(d.log.all))
	b := storage.FloorBatch{Position: storage.Position{Floor: "Practice", Resume: strconv.Itoa(to)}}
	for _, s := range d.log.all[d.at:to] {
		b.Records = append(b.Records, storage.Record{Shelf: chat.ShelfCanned, ID: s.record(), Mark: s.key(s.n).Mark, Raw: s.raw()})
		b.Forget = append(b.Forget, s.key(s.over))
	}
	if err := d.store.SaveFloor(b); err != nil {
		return err
	}
	for _, s := range d.log.all[d.at:to] {
		d.box.Happened("", chat.EventID(s.id()))
	}
	d.at = to
	return d.box.Flush()
}
