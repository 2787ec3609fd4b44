package lookup_test

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/knowledge"
	"floorwalker/sync/lookup"
)

// BenchmarkAsk asks 5,000 articles and prints the 99th of a hundred as well.
func BenchmarkAsk(b *testing.B) {
	articles := append(shop(), generated(5000)...)
	x, judge := newIndex(b, articles), newJudge(b)
	var asked []knowledge.Question
	for _, c := range judged {
		asked = append(asked, knowledge.Question{Text: c.text, Before: c.before})
	}
	for i := range 200 {
		text := articles[len(shop())+i*20].Text
		asked = append(asked, knowledge.Question{Text: text[:min(len(text), 100+i*10)] + fmt.Sprintf(" costs ₹%d", i)})
	}
	took := make([]time.Duration, 0, 1<<20)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := judge.Ask(asked[i%len(asked)], x); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
}

// BenchmarkAskWorst asks the longest message that is read of the longest
// articles there may be.
func BenchmarkAskWorst(b *testing.B) {
	long := strings.Repeat("The word plan costs ₹100 in 3 days, call 080-0000-0012. ", 1<<20/60)
	var articles []knowledge.Article
	for i := range 10 {
		articles = append(articles, knowledge.Article{
			ID: knowledge.ArticleID(fmt.Sprint(i)), Title: "Word plan", Text: strings.ReplaceAll(long[:60_000], "₹100", fmt.Sprint("₹2", i)),
		})
	}
	x, judge := newIndex(b, articles), newJudge(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := judge.Ask(knowledge.Question{Text: long}, x); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad indexes 5,000 articles and prints what they keep in memory.
func BenchmarkLoad(b *testing.B) {
	articles := generated(5000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	b.ReportAllocs()
	for b.Loop() {
		x, err := lookup.NewIndex(b.Context(), articles)
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		if err := x.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "kept-MB")
}

func BenchmarkExtract(b *testing.B) {
	const text = "A recharge of the Basic plan costs ₹199 a month. Call 1800 000 0000 from 9 am to 6 pm; a refund takes 5 to 7 working days."
	b.ReportAllocs()
	for b.Loop() {
		knowledge.Extract(text)
	}
}

func BenchmarkPassage(b *testing.B) {
	judge := newJudge(b)
	q := knowledge.Question{
		Text: "The Meadow desk lamps were designed in Pune in 1998.", Before: "who made them?",
		Passage: "The Meadow line of desk lamps was designed in Pune in 1998 and is sold in 12 countries.",
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := judge.Ask(q, nil); err != nil {
			b.Fatal(err)
		}
	}
}
