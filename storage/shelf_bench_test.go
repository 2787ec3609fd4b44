package storage

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"floorwalker/app/chat"
)

const (
	manyRecords = 10_000
	recordSize  = 600
)

// shelved returns n records of the usual size, in the order in which they were
// made, which is not that of their ids.
func shelved(n, version int) []Record {
	raw := bytes.Repeat([]byte{'x'}, recordSize)
	all := make([]Record, n)
	for i := range all {
		all[i] = Record{
			Shelf: chat.ShelfCanned, ID: fmt.Sprintf("%08x-response", uint32(i)*2654435761), //nolint:gosec // G115: it is to wrap
			Mark: fmt.Sprintf("%016x", version), Raw: raw,
		}
	}
	return all
}

// withShelves is a store with many records, which came in one go or, as when a
// team has worked for months, a few at a time.
func withShelves(b *testing.B, each int, o Options) *Store {
	b.Helper()
	s, err := Open(filepath.Join(b.TempDir(), "desk.db"), o)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	for all := shelved(manyRecords, 1); len(all) > 0; all = all[min(each, len(all)):] {
		save(b, s, FloorBatch{Records: all[:min(each, len(all))], Position: Position{Floor: "hub"}})
	}
	return s
}

// BenchmarkLoadRecords is what the shelves cost at the start of a desk; the
// criterion is 100 ms (D-03).
func BenchmarkLoadRecords(b *testing.B) {
	for _, each := range []int{manyRecords, 10} {
		b.Run(fmt.Sprintf("10000/saved-by=%d", each), func(b *testing.B) {
			o := testOptions()
			o.NoSync = true
			s := withShelves(b, each, o)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				n = 0
				if err := s.LoadRecords(func(Record) error { n++; return nil }); err != nil {
					b.Fatal(err)
				}
			}
			if n != manyRecords {
				b.Fatalf("%d records", n)
			}
			report(b, s, n, recordSize)
		})
	}
}

// BenchmarkSaveRecord replaces one version by the next, among ten thousand and
// among a hundred: what is not touched must not show in the figure.
func BenchmarkSaveRecord(b *testing.B) {
	for _, of := range []int{100, manyRecords} {
		for _, noSync := range []bool{false, true} {
			b.Run(fmt.Sprintf("of=%d/sync=%v", of, !noSync), func(b *testing.B) {
				o := testOptions()
				o.NoSync = true
				s, err := Open(filepath.Join(b.TempDir(), "desk.db"), o)
				if err != nil {
					b.Fatal(err)
				}
				b.Cleanup(func() { _ = s.Close() })
				all := shelved(of, 1)
				save(b, s, FloorBatch{Records: all, Position: Position{Floor: "hub"}})
				s.db.NoSync = noSync
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					r := &all[i*7919%of]
					was := r.key()
					r.Mark = fmt.Sprintf("%016x", i+2)
					save(b, s, FloorBatch{Records: []Record{*r}, Forget: []RecordKey{was}, Position: Position{Floor: "hub"}})
				}
				if n := len(records(b, s)); n != of {
					b.Fatalf("%d versions are left", n)
				}
			})
		}
	}
}

// BenchmarkFirstSync takes ten thousand records in one batch on an empty store,
// as after the first sign-in.
func BenchmarkFirstSync(b *testing.B) {
	for _, noSync := range []bool{false, true} {
		b.Run(fmt.Sprintf("10000/sync=%v", !noSync), func(b *testing.B) {
			all := shelved(manyRecords, 1)
			dir, i := b.TempDir(), 0
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				o := testOptions()
				o.NoSync = noSync
				s, err := Open(filepath.Join(dir, fmt.Sprint(i)), o)
				if err != nil {
					b.Fatal(err)
				}
				i++
				b.StartTimer()
				save(b, s, FloorBatch{Reset: true, Records: all, Position: Position{Floor: "hub"}})
				b.StopTimer()
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		})
	}
}
