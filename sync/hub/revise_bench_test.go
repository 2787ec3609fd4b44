package hub

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/sync/driver"
	"floorwalker/sync/log"
)

// revised is a real log that says when a chat's suspicion is on its disk.
type revised struct {
	*log.Log
	at map[chat.ChatID]chan time.Time
}

func (r *revised) Append(ctx context.Context, recs []log.Record) (uint64, error) {
	first, err := r.Log.Append(ctx, recs)
	now := time.Now()
	for _, rec := range recs {
		if err == nil && bytes.Contains(rec.Data, []byte(`"hallucination"`)) && bytes.Contains(rec.Data, []byte(`"TriggerRaised"`)) {
			for id, on := range r.at {
				if bytes.Contains(rec.Data, []byte(`"chat":"`+string(id)+`"`)) {
					on <- now
				}
			}
		}
	}
	return first, err
}

// priced are n invented articles, each with a price, a time and words that
// many have.
func priced(n int) []knowledge.Article {
	rng := rand.New(rand.NewPCG(7, 7))
	common := rand.NewZipf(rng, 1.1, 4, 20_000)
	all := make([]knowledge.Article, n)
	for i := range all {
		var text strings.Builder
		fmt.Fprintf(&text, "The widget%d costs ₹%d a month and comes in %d days. ", i, 100+i, 2+i%20)
		for range 120 {
			fmt.Fprintf(&text, "word%d ", common.Uint64())
		}
		all[i] = knowledge.Article{ID: knowledge.ArticleID(fmt.Sprintf("a%05d.md", i)), Title: fmt.Sprintf("Widget%d", i), Text: text.String()}
	}
	return all
}

// BenchmarkRevise prints how long after a line of the bot was handed in the
// suspicion that it invents a price is on the log's disk, beside 5,000 articles:
// lines that come one at a time, and 64 at once. The aim is 50 ms for 99 of a
// hundred (G-TRIG-04).
func BenchmarkRevise(b *testing.B) {
	const articles = 5000
	l := newLibrary(b, shop())
	l.Put("bench", priced(articles))
	<-l.loads
	real, err := log.Open(b.Context(), log.Config{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := real.Close(); err != nil {
			b.Error(err)
		}
	}()
	j := &revised{Log: real}
	d := newScripted()
	h, err := Open(b.Context(), Config{
		Journal: j, Drivers: []driver.Driver{d}, Edition: testEdition(b), Weights: testWeights(b), Now: time.Now, Knowledge: l,
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.Run(ctx) }()
	defer func() {
		cancel()
		if err := <-ended; err != nil {
			b.Error(err)
		}
	}()
	<-d.ready
	n := 0
	for _, at := range []int{1, 64} {
		b.Run(fmt.Sprintf("%d at once", at), func(b *testing.B) {
			var took []time.Duration
			for b.Loop() {
				took = append(took, j.revise(b, d.sink, n, at, articles)...)
				n += at
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
			b.ReportMetric(0, "ns/op") // of a whole round, which says nothing
		})
	}
}

// revise has the bot say something wrong in several new chats and waits until
// all of it is on the disk.
func (r *revised) revise(b *testing.B, sink driver.Sink, n, at, articles int) (took []time.Duration) {
	b.Helper()
	r.at = make(map[chat.ChatID]chan time.Time)
	ids := make([]chat.ChatID, at)
	for i := range ids {
		ids[i] = chat.ChatID(fmt.Sprintf("chat-%06d", n+i))
		r.at[ids[i]] = make(chan time.Time, 4)
		w := (n + i) * 37 % articles
		deliver(b, sink,
			chat.Event{ID: "open", Chat: ids[i], Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}},
			said(ids[i], "m1", fmt.Sprintf("what does the widget%d cost?", w), chat.SpeakerCustomer))
	}
	began := time.Now()
	lines := make([]chat.Event, at)
	for i, id := range ids {
		w := (n + i) * 37 % articles
		lines[i] = said(id, "m2", fmt.Sprintf("The widget%d costs ₹%d a month, and it comes in %d days.", w, 9100+w, 40+w%20), chat.SpeakerBot)
	}
	deliver(b, sink, lines...)
	for _, id := range ids {
		select {
		case when := <-r.at[id]:
			took = append(took, when.Sub(began))
		case <-time.After(10 * time.Second):
			b.Fatalf("nothing is suspected in %s", id)
		}
	}
	return took
}

func deliver(b *testing.B, sink driver.Sink, facts ...chat.Event) {
	b.Helper()
	if _, err := sink.Deliver(b.Context(), facts...); err != nil {
		b.Fatal(err)
	}
}
