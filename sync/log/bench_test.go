package log

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// fsyncMillis is what one write and fsync of 4 KiB costs in dir, in
// milliseconds: the yardstick beside every figure of this file.
func fsyncMillis(b *testing.B, dir string) float64 {
	b.Helper()
	f, err := os.Create(filepath.Join(dir, "yardstick"))
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	const rounds = 50
	block := make([]byte, 4096)
	start := time.Now()
	for range rounds {
		if _, err := f.WriteAt(block, 0); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
	}
	return float64(time.Since(start).Microseconds()) / 1000 / rounds
}

func BenchmarkAppend(b *testing.B) {
	for _, n := range []int{1, 10, 100, 500} {
		b.Run(fmt.Sprintf("records=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			l := open(b, dir)
			recs := make([]Record, n)
			for i := range recs {
				recs[i] = Record{Subject: ChatMessages(chat.ChatID(fmt.Sprint("c", i%200))), Data: make([]byte, 1700)}
			}
			for b.Loop() {
				if _, err := l.Append(context.Background(), recs); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
			b.ReportMetric(fsyncMillis(b, dir), "ms/fsync")
		})
	}
}

func BenchmarkRead(b *testing.B) {
	const events = 50_000
	for _, size := range []int{500, 1700} {
		b.Run(fmt.Sprintf("bytes=%d", size), func(b *testing.B) {
			l := open(b, b.TempDir())
			recs := make([]Record, 500)
			for i := range recs {
				recs[i] = Record{Subject: ChatMessages(chat.ChatID(fmt.Sprint("c", i))), Data: make([]byte, size)}
			}
			for range events / len(recs) {
				mustAppend(b, l, recs...)
			}
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				err := l.Read(context.Background(), 0, func(uint64, []byte) error { n++; return nil })
				if err != nil || n != events {
					b.Fatal(n, err)
				}
			}
			b.ReportMetric(events*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		})
	}
}

func BenchmarkReadChat(b *testing.B) {
	l := open(b, b.TempDir())
	for i := range 100 {
		recs := make([]Record, 500)
		for j := range recs {
			recs[j] = Record{Subject: ChatMessages(chat.ChatID(fmt.Sprint("c", (i*500+j)%1000))), Data: make([]byte, 500)}
		}
		mustAppend(b, l, recs...)
	}
	for id, want := range map[chat.ChatID]int{"c7": 50, "never": 0} {
		b.Run(string(id), func(b *testing.B) {
			for b.Loop() {
				n := 0
				err := l.ReadChat(context.Background(), id, func(uint64, []byte) error { n++; return nil })
				if err != nil || n != want {
					b.Fatal(n, err)
				}
			}
		})
	}
}
