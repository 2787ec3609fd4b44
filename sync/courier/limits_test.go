package courier

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func TestRetryAfterIsHonoured(t *testing.T) {
	inWorld(t, func(w *world) {
		at := time.Now()
		w.play(func(n int, _ *http.Request) answer {
			switch n {
			case 1:
				return answer{code: 429, after: "600"}
			case 2:
				return answer{code: 503, after: at.Add(2 * time.Hour).UTC().Format(http.TimeFormat)}
			case 3:
				return answer{code: 503, after: "9999999999999999999999"}
			}
			return answer{code: 200}
		})
		other := hookParcel("t:2")
		other.Series = "a series of its own, which waits too"
		w.send(hookParcel("t:1"))
		time.Sleep(time.Second)
		w.send(other)
		time.Sleep(10*time.Minute - 2*time.Second)
		if n := len(w.deliveries()); n != 1 {
			t.Fatalf("%d deliveries before the time that was asked for", n)
		}
		time.Sleep(40 * time.Hour)
		got := w.deliveries()
		if len(got) < 4 || got[1].at.Sub(at) < 10*time.Minute || got[1].at.Sub(at) > 11*time.Minute {
			t.Fatalf("came: %v", got)
		}
		if s := w.disk.slip(t, "t:1"); s.State != Done {
			t.Errorf("slip %+v", s)
		}
		if s := w.disk.slip(t, "t:2"); s.State != Done {
			t.Errorf("slip %+v", s)
		}
	})
}

// A destination that is down is asked rarely, whatever waits for it, and the
// others go on.
func TestADestinationThatIsDownPausesAlone(t *testing.T) {
	inWorld(t, func(w *world) {
		w.mu.Lock()
		w.refuse = true
		w.mu.Unlock()
		for _, key := range []Key{"a", "b", "c", "d", "e", "f"} {
			p := hookParcel(key)
			p.Series = string(key)
			w.send(p)
			synctest.Wait()
		}
		time.Sleep(time.Second)
		w.mu.Lock()
		dials := w.dials
		w.mu.Unlock()
		if dials != 1 {
			t.Errorf("%d dials within a second", dials)
		}
		lost := hookParcel("x")
		lost.To = "nowhere"
		w.send(lost)
		w.mu.Lock()
		w.refuse = false
		w.mu.Unlock()
		fine := hookParcel("y")
		fine.To = "elsewhere"
		w.send(fine)
		synctest.Wait()
		if got := w.keys(); !slices.Equal(got, []Key{"y"}) {
			t.Fatalf("came: %v", got)
		}
		w.Kick() // the network is back
		synctest.Wait()
		if n := len(w.deliveries()); n != 7 {
			t.Errorf("%d deliveries after the kick", n)
		}
		if all := w.Pending(); len(all) != 1 || all[0].State != Waiting || all[0].Words != "there is no webhook of this name" {
			t.Errorf("pending %+v", all)
		}
	})
}

func TestOneSeriesKeepsItsOrder(t *testing.T) {
	inWorld(t, func(w *world) {
		w.play(func(n int, _ *http.Request) answer {
			if n == 1 || n == 3 {
				return answer{code: 500}
			}
			return answer{code: 200}
		})
		w.send(hookParcel("1"), hookParcel("2"), hookParcel("3"))
		time.Sleep(time.Minute)
		if got := w.keys(); !slices.Equal(got, []Key{"1", "1", "2", "2", "3"}) {
			t.Errorf("came: %v", got)
		}
	})
}

func TestLimitsPerDestination(t *testing.T) {
	inWorld(t, func(w *world) {
		now, most := 0, 0
		w.play(func(int, *http.Request) answer {
			w.mu.Lock()
			now++
			most = max(most, now)
			w.mu.Unlock()
			time.Sleep(time.Second)
			w.mu.Lock()
			now--
			w.mu.Unlock()
			return answer{code: 200}
		})
		for i := range 20 {
			p := hookParcel(Key("k" + strings.Repeat("x", i)))
			p.Series = string(p.Key)
			w.send(p)
		}
		time.Sleep(5500 * time.Millisecond)
		w.mu.Lock()
		seen := most
		w.mu.Unlock()
		if seen != DefaultPerDestination || len(w.deliveries()) != 20 || len(w.Pending()) != 0 {
			t.Errorf("%d at a time, %d deliveries, %d pending", seen, len(w.deliveries()), len(w.Pending()))
		}
	})
}
