package learned_test

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/trigger/learned"
)

func FuzzReader(f *testing.F) {
	r := reader(f)
	for _, p := range pieces {
		f.Add(p, p)
	}
	f.Add(strings.Repeat("no ", 400_000), strings.Repeat("😡", 300_000))
	f.Fuzz(func(t *testing.T, a, b string) {
		var mem learned.Memory
		for i, l := range []learned.Line{{chat.SpeakerCustomer, 1, a}, {chat.SpeakerBot, 2, b}, {chat.SpeakerCustomer, 3, a}, {chat.SpeakerBot, 4, a}} {
			r.Read(&mem, l)
			for rule := range learned.RuleCount {
				for _, s := range r.Why(&mem, rule).Spans {
					said := []string{a, b, a, a}[s.Line]
					if s.Line > i || s.From < 0 || s.From >= s.To || s.To > len(said) {
						t.Fatalf("%s points at %d..%d of line %d", rule, s.From, s.To, s.Line)
					}
				}
			}
		}
	})
}

func BenchmarkRead(b *testing.B) {
	r, lines := reader(b), generated(3, 64)
	var mem learned.Memory
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		r.Read(&mem, lines[i%len(lines)])
		i++
	}
}

func BenchmarkReadMegabyte(b *testing.B) {
	r := reader(b)
	l := learned.Line{From: chat.SpeakerCustomer, Text: strings.Repeat("it does not work ", 64_000)}
	var mem learned.Memory
	b.ReportAllocs()
	for b.Loop() {
		r.Read(&mem, l)
	}
}
