package record_test

import (
	"fmt"
	"strings"
	"testing"

	"floorwalker/app/record"
)

// One version from the hub into a full book.
func BenchmarkMergeOne(b *testing.B) {
	full := book{}.Merge(many(b, 10_000)...)
	_, v := put(b, full, "r-05000", "Other words.")
	b.ReportAllocs()
	for b.Loop() {
		full.Merge(v)
	}
}

// A desk that was away for days has all at once; the budget is 1 s.
func BenchmarkMergeAll(b *testing.B) {
	vs := many(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		if (book{}).Merge(vs...).Len() != len(vs) {
			b.Fatal("not all came in")
		}
	}
}

// The same from bytes, as it comes from wire or disk.
func BenchmarkDecodeAndMergeAll(b *testing.B) {
	var raws [][]byte
	for _, v := range many(b, 10_000) {
		raws = append(raws, encode(b, v))
	}
	b.ReportAllocs()
	for b.Loop() {
		vs := make([]version, len(raws))
		for i, raw := range raws {
			v, err := record.DecodeChecked[memo](raw)
			if err != nil {
				b.Fatal(err)
			}
			vs[i] = v
		}
		book{}.Merge(vs...)
	}
}

func BenchmarkReadEnvelope(b *testing.B) {
	bk, _ := put(b, book{}, "memo", "Words.")
	for i := range 500 {
		bk, _ = put(b, bk, "memo", fmt.Sprintf("%d %s", i, strings.Repeat("Some words. ", 150)))
	}
	v, _ := bk.Get("memo")
	raw := encode(b, v)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := record.ReadEnvelope(raw); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkChangedInOne(b *testing.B) {
	full := book{}.Merge(many(b, 10_000)...)
	next, _ := put(b, full, "r-05000", "Other words.")
	b.ReportAllocs()
	for b.Loop() {
		if len(next.Changed(full)) != 1 {
			b.Fatal("one was changed")
		}
	}
}
