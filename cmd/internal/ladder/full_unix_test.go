//go:build !windows

package ladder

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// limitFiles lets no file of this process grow beyond a size; zero lifts that.
// To the desk's store it is a full disk.
func limitFiles(size uint64) (any, error) {
	var l syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &l); err != nil {
		return nil, err
	}
	l.Cur = size
	if size == 0 {
		l.Cur = l.Max
	}
	return nil, syscall.Setrlimit(syscall.RLIMIT_FSIZE, &l)
}

// systemDeeds are those that only this kind of system can do.
func systemDeeds() map[string]deed { return map[string]deed{"limit": with(limitFiles)} }

// TestAFullDiskWhileAnEditIsSaved fills a desk's disk with edits while the hub
// is gone: the one that the disk does not take is refused with words and shown
// nowhere; when there is room again the next one is saved, and after a kill all
// that were called saved are there and go to the hub.
func TestAFullDiskWhileAnEditIsSaved(t *testing.T) {
	f := newFloor(t)
	asha, ben := f.desk("Asha", chat.RolePrimary), f.desk("Ben", chat.RoleSecondary)
	if !until(hang, func() bool { return onDisk(t, asha, `"Name":"Asha"`) }) {
		t.Fatal("who works here is never kept")
	}
	asha.proxy.cut()
	asha.until("that the hub is gone", func(s sight) bool { return s.Link != "live" })
	saved, why := fill(t, asha)
	if len(saved) == 0 || why == nil || !strings.Contains(why.Error(), "not saved") || !strings.Contains(why.Error(), "full") {
		t.Fatalf("after %d edits a full disk said: %v", len(saved), why)
	}
	// The answer comes before the snapshot that shows the edit.
	asha.until("all that was saved", func(s sight) bool { return s.Unsent == len(saved) })
	if n := ofThose(t, asha, saved); n != len(saved) {
		t.Errorf("%d edits were saved, %d are shown", len(saved), n)
	}
	var next record.ID
	asha.ask("limit", 0, nil)
	asha.ask("edit", edited{Shelf: chat.ShelfCanned, Text: strings.Repeat("म", 7000)}, &next)
	saved[next] = true
	asha.until("the next one", func(s sight) bool { return s.Unsent == len(saved) })
	ofThose(t, asha, saved)
	asha.Kill()
	asha.open()
	if n := ofThose(t, asha, saved); n != len(saved) || asha.see().Unsent != n {
		t.Errorf("after a kill %d of %d edits are shown, %d wait", n, len(saved), asha.see().Unsent)
	}
	asha.proxy.join()
	asha.ask("retry", nil, nil)
	asha.until("that no edit waits", func(s sight) bool { return s.Unsent == 0 && s.Refused == 0 && s.Link == "live" })
	f.same(asha, ben)
	if n := ofThose(t, ben, saved); n != len(saved) {
		t.Errorf("of %d edits %d have arrived", len(saved), n)
	}
	t.Logf("%d edits were saved before the disk was full, which said: %v", len(saved), why)
}

// fill saves edits on a disk that has room for a megabyte, until one is
// refused; it returns those that were called saved, and why not.
func fill(t *testing.T, d *desk) (saved map[record.ID]bool, why error) {
	t.Helper()
	info, err := os.Stat(filepath.Join(d.dir, "desk.db"))
	if err != nil {
		t.Fatal(err)
	}
	d.ask("limit", uint64(info.Size()+1<<20), nil)
	saved = map[record.ID]bool{}
	for n := 0; why == nil && n < 2000; n++ {
		var id record.ID
		// A character of another script takes three bytes.
		if why = d.try("edit", edited{Shelf: chat.ShelfCanned, Text: strings.Repeat("म", 7000)}, &id); why == nil {
			saved[id] = true
		}
	}
	return saved, why
}

// ofThose counts those edits that the desk shows, and finds others.
func ofThose(t *testing.T, d *desk, saved map[record.ID]bool) (n int) {
	t.Helper()
	var all versions
	d.ask("records", chat.ShelfCanned, &all)
	for id, texts := range all {
		if saved[id] {
			n++
		} else if strings.HasPrefix(texts[0], "म") {
			t.Errorf("%s shows %s, which nobody was told is saved", d.name, id)
		}
	}
	return n
}
