package outbox

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
)

// BenchmarkAdd is what the desk waits for between Enter and "queued": the
// codec and the disk. The store in memory shows the codec's share.
func BenchmarkAdd(b *testing.B) {
	cmd := func(i int) chat.Command {
		return chat.Command{
			ID: chat.CommandID(fmt.Sprintf("01J%023d", i)), Chat: "practice:c7",
			Body: &chat.PostMessage{Text: "One moment please, I am looking into it for you."},
		}
	}
	run := func(b *testing.B, store Store) {
		w := newBench(b)
		w.box.cfg.Store = store
		b.ReportAllocs()
		i := 0
		for b.Loop() {
			if _, err := w.box.Add(cmd(i)); err != nil {
				b.Fatal(err)
			}
			i++
		}
	}
	b.Run("disk", func(b *testing.B) {
		s, err := openStore(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		run(b, s)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("memory", func(b *testing.B) { run(b, newDisk()) })
}

// BenchmarkRestart reads what a desk gave in three days without a network, and
// decides what becomes of it.
func BenchmarkRestart(b *testing.B) {
	w := newBench(b)
	for i := range 500 {
		w.add(chat.CommandID(fmt.Sprint("id-", i)))
	}
	before := w.disk.entries
	for b.Loop() {
		w.disk = newDisk()
		for id, e := range before {
			w.disk.entries[id] = e
		}
		w.start()
		w.live()
	}
}

// BenchmarkImport gives a thousand edits at once, on a disk, and lets them go
// to a hub that answers each: the desk's own share of coming back.
func BenchmarkImport(b *testing.B) {
	cmds := edits(1000, 0)
	for b.Loop() {
		b.StopTimer()
		s, err := openStore(b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		w := newBench(b)
		w.box.cfg.Store, w.box.who = s, me
		b.StartTimer()
		if _, err := w.box.AddAll(cmds); err != nil {
			b.Fatal(err)
		}
		w.live()
		for len(w.sent) > 0 {
			w.answer(nil)
		}
		w.has()
		b.StopTimer()
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
}
