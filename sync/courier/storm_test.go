package courier

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"testing"
	"time"
)

// Whatever the receiver does and however often we are stopped in the middle of
// things, every parcel that was taken arrives at least once, as it was sent and
// under its own key, and no series is overtaken.
func TestStorm(t *testing.T) {
	for seed := range uint64(25) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			inWorld(t, func(w *world) { storm(t, w, rand.New(rand.NewPCG(seed, 5))) })
		})
	}
}

func storm(t *testing.T, w *world, random *rand.Rand) {
	bad := []answer{{}, {code: 500}, {code: 503, after: "7"}, {code: 429}, {code: 408}, {code: 200, slow: 40 * time.Second}, {code: 200, slow: time.Second}}
	weather := make([]answer, 300)
	for i := range weather {
		weather[i] = answer{code: 200}
		if random.IntN(2) == 0 {
			weather[i] = bad[random.IntN(len(bad))]
		}
	}
	w.play(func(n int, _ *http.Request) answer {
		if n <= len(weather) {
			return weather[n-1]
		}
		return answer{code: 200}
	})
	sent := map[Key]string{}
	series := map[Key]string{}
	for i := range 40 {
		p := hookParcel(Key(fmt.Sprintf("k:%02d", i)))
		p.To = fmt.Sprintf("hook-%d", random.IntN(2))
		p.Series = fmt.Sprintf("chat-%d", random.IntN(4))
		p.Body = fmt.Appendf(nil, `{"n":%d}`, i)
		sent[p.Key], series[p.Key] = string(p.Body), p.To+p.Series
		w.send(p)
		time.Sleep(time.Duration(random.IntN(4000)) * time.Millisecond)
		if random.IntN(8) == 0 {
			w.end()
			w.open()
		}
	}
	time.Sleep(50 * time.Hour)
	if left := w.Pending(); len(left) != 0 {
		t.Fatalf("pending: %+v", left)
	}
	first := map[string][]Key{} // by series: the keys, as they first arrived
	seen := map[Key]bool{}
	for _, d := range w.deliveries() {
		if sent[d.key] != d.body {
			t.Fatalf("%s arrived as %s", d.key, d.body)
		}
		if !seen[d.key] {
			seen[d.key] = true
			first[series[d.key]] = append(first[series[d.key]], d.key)
		}
	}
	if len(seen) != len(sent) {
		t.Errorf("%d of %d arrived", len(seen), len(sent))
	}
	for name, keys := range first {
		if !slices.IsSorted(keys) {
			t.Errorf("%s arrived in the order %v", name, keys)
		}
	}
}
