package courier

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

func readFull(r *http.Request, b []byte) (int, error) { return io.ReadFull(r.Body, b) }

func TestDeliversOnceAndForgetsTheBody(t *testing.T) {
	inWorld(t, func(w *world) {
		p := hookParcel("t:1")
		w.send(p, p) // the same again is no second parcel
		synctest.Wait()
		if got := w.deliveries(); len(got) != 1 || got[0].key != "t:1" || got[0].body != string(p.Body) {
			t.Fatalf("the receiver got %v", got)
		}
		if s := w.disk.slip(t, "t:1"); s.State != Done || s.Attempts != 1 || s.Maybe || s.Status != 204 {
			t.Errorf("slip %+v", s)
		}
		if told := w.told(); !slices.Equal(told, []string{"waiting 0", "done 1"}) {
			t.Errorf("told: %v", told)
		}
		w.send(p) // nor is it after it was delivered
		other := p
		other.Body = []byte(`{}`)
		if err := w.Send(other); !errors.Is(err, ErrUsedKey) {
			t.Errorf("another parcel under the key: %v", err)
		}
		time.Sleep(time.Hour)
		if n := len(w.deliveries()); n != 1 || len(w.Pending()) != 0 {
			t.Errorf("%d deliveries, pending %v", n, w.Pending())
		}
	})
}

// The disk is told that an attempt begins before it does, so what a crash
// leaves is "maybe there".
func TestTellsTheDiskFirst(t *testing.T) {
	inWorld(t, func(w *world) {
		w.play(func(int, *http.Request) answer {
			s, _, _ := w.disk.Slip("t:1")
			if s.Attempts != 1 || !s.Maybe || s.State != Waiting || !s.Due.After(time.Now()) {
				t.Errorf("while it is on its way the disk has %+v", s)
			}
			return answer{code: 200}
		})
		w.send(hookParcel("t:1"))
		synctest.Wait()
		if len(w.deliveries()) != 1 {
			t.Fatal("nothing came")
		}
	})
}

func TestTriesAgainByTheBackoffThenGivesUpAndIsShown(t *testing.T) {
	inWorld(t, func(w *world) {
		w.play(func(int, *http.Request) answer { return answer{code: 500, text: "out of\r\norder"} })
		began := time.Now()
		w.send(hookParcel("t:1"))
		time.Sleep(80 * time.Hour)
		spacedByTheBackoff(t, w.deliveries(), began)
		all := w.Pending()
		if len(all) != 1 || all[0].State != Undeliverable || all[0].Status != 500 || !strings.Contains(all[0].Words, "80 attempts: out of order") {
			t.Fatalf("pending %+v", all)
		}
		w.play(nil)
		w.end()
		w.open() // it is there after a start, and goes when a person says so
		time.Sleep(time.Hour)
		if len(w.deliveries()) != MaxAttempts {
			t.Fatal("what is undeliverable went by itself")
		}
		if err := w.Retry("t:1"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if s := w.disk.slip(t, "t:1"); s.State != Done || s.Attempts != 1 || len(w.Pending()) != 0 {
			t.Errorf("after the retry: %+v", s)
		}
		if err := w.Retry("t:1"); !errors.Is(err, ErrUnknownKey) {
			t.Errorf("Retry of what is done: %v", err)
		}
	})
}

func spacedByTheBackoff(t *testing.T, got []delivery, began time.Time) {
	t.Helper()
	if len(got) != MaxAttempts {
		t.Fatalf("%d attempts", len(got))
	}
	for i := 1; i < len(got); i++ {
		if gap := got[i].at.Sub(got[i-1].at); gap != Backoff(i, 0.5) || got[i].key != got[0].key {
			t.Errorf("attempt %d came %v after the one before, with %s", i+1, gap, got[i].key)
		}
	}
	if took := got[len(got)-1].at.Sub(began); took < 68*time.Hour || took > 71*time.Hour {
		t.Errorf("it gave up after %v", took)
	}
}

func TestEveryKindOfFailureComesAgainWithTheSameKey(t *testing.T) {
	for name, bad := range map[string]answer{
		"408": {code: 408}, "409": {code: 409}, "425": {code: 425}, "429": {code: 429}, "500": {code: 500},
		"502": {code: 502}, "503": {code: 503}, "cut after the body": {}, "never answers": {code: 200, slow: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.play(func(n int, _ *http.Request) answer {
					if n <= 2 {
						return bad
					}
					return answer{code: 201}
				})
				w.send(hookParcel("t:1"))
				time.Sleep(5 * time.Minute)
				if got := w.keys(); !slices.Equal(got, []Key{"t:1", "t:1", "t:1"}) {
					t.Fatalf("came: %v", got)
				}
				if s := w.disk.slip(t, "t:1"); s.State != Done || s.Attempts != 3 {
					t.Errorf("slip %+v", s)
				}
			})
		})
	}
}

func TestSaysWhatMayHaveArrived(t *testing.T) {
	for name, c := range map[string]struct {
		bad   answer
		maybe bool
		words string
	}{
		"cut":     {answer{}, true, "EOF"},
		"silence": {answer{code: 200, slow: time.Minute}, true, "no answer within 30s"},
		"gateway": {answer{code: 504, text: "upstream"}, true, "upstream"},
		"busy":    {answer{code: 429}, false, "Too Many Requests"},
	} {
		t.Run(name, func(t *testing.T) {
			inWorld(t, func(w *world) {
				w.play(func(int, *http.Request) answer { return c.bad })
				w.send(hookParcel("t:1"))
				time.Sleep(31 * time.Second)
				w.end()
				if s := w.Pending()[0]; s.Maybe != c.maybe || !strings.Contains(s.Words, c.words) {
					t.Errorf("slip %+v", s)
				}
				w.end = func() {}
			})
		})
	}
}

func TestOtherRefusalsAreUndeliverableWithTheirWords(t *testing.T) {
	for _, code := range []int{400, 401, 403, 404, 410, 413, 422, 301, 302, 304} {
		inWorld(t, func(w *world) {
			w.play(func(n int, _ *http.Request) answer { return answer{code: code, text: "queue 7 is unknown"} })
			w.send(hookParcel("t:1"), hookParcel("t:2"))
			time.Sleep(100 * time.Hour)
			all := w.Pending()
			if len(all) != 2 || len(w.deliveries()) != 2 { // the second is not held up by the first
				t.Fatalf("%d: pending %+v", code, all)
			}
			if s := all[0]; s.State != Undeliverable || s.Status != code || code >= 400 && s.Words != "queue 7 is unknown" {
				t.Errorf("%d: slip %+v", code, s)
			}
		})
	}
}

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

func TestAFullDiskStopsDeparturesAndLosesNothing(t *testing.T) {
	inWorld(t, func(w *world) {
		full := errors.New("no space left")
		w.play(func(n int, _ *http.Request) answer {
			if n == 1 {
				w.disk.breakWith(full) // between the receiver's yes and our disk
			}
			return answer{code: 200}
		})
		w.send(hookParcel("1"), hookParcel("2"))
		time.Sleep(time.Minute)
		if err := w.Send(hookParcel("3")); !errors.Is(err, full) {
			t.Errorf("Send on a full disk: %v", err)
		}
		if got := w.keys(); !slices.Equal(got, []Key{"1"}) {
			t.Fatalf("came: %v", got)
		}
		if s := w.disk.slip(t, "1"); s.State != Waiting || !s.Maybe {
			t.Errorf("the disk has %+v", s)
		}
		var bad *StoreError
		if told := w.troubles(); len(told) == 0 || !errors.As(told[0], &bad) || bad.Op != "save" {
			t.Errorf("told: %v", told)
		}
		w.disk.breakWith(nil)
		time.Sleep(DiskPause + time.Second)
		if got := w.keys(); !slices.Equal(got, []Key{"1", "2"}) {
			t.Errorf("came: %v", got)
		}
		if s := w.disk.slip(t, "1"); s.State != Done {
			t.Errorf("the disk has %+v", s)
		}
	})
}

// Stopping cuts an attempt short; after the next start the parcel goes again,
// with its key.
func TestStopInMidAttempt(t *testing.T) {
	inWorld(t, func(w *world) {
		w.play(func(n int, _ *http.Request) answer {
			return answer{code: 200, slow: time.Duration(2-n) * 20 * time.Second}
		})
		w.send(hookParcel("1"))
		synctest.Wait()
		if err := w.Retry("1"); !errors.Is(err, ErrUnderWay) {
			t.Errorf("Retry of what is on its way: %v", err)
		}
		w.end()
		if s := w.Pending()[0]; !s.Maybe || s.State != Waiting || s.Attempts != 1 {
			t.Errorf("after the stop: %+v", s)
		}
		w.open()
		time.Sleep(time.Minute)
		if got := w.keys(); !slices.Equal(got, []Key{"1", "1"}) {
			t.Errorf("came: %v", got)
		}
		if s := w.disk.slip(t, "1"); s.State != Done {
			t.Errorf("the disk has %+v", s)
		}
	})
}

// A due time that a clock wrote which has been set back since does not hold a
// parcel for years.
func TestDueTimesOfAnotherClock(t *testing.T) {
	inWorld(t, func(w *world) {
		w.end()
		p := hookParcel("1")
		s := Slip{Key: "1", Kind: Webhook, To: p.To, State: Waiting, Order: 7, Made: p.Made, Due: time.Now().AddDate(3, 0, 0), Digest: p.digest()}
		if err := w.disk.Append(p, s); err != nil {
			t.Fatal(err)
		}
		w.open()
		synctest.Wait()
		if got := w.keys(); !slices.Equal(got, []Key{"1"}) {
			t.Errorf("came: %v", got)
		}
		w.send(hookParcel("2"))
		if got := w.disk.slip(t, "2"); got.Order <= 0 {
			t.Errorf("order %d", got.Order)
		}
	})
}

func TestRunIsOne(t *testing.T) {
	inWorld(t, func(w *world) {
		synctest.Wait()
		if err := w.Run(t.Context()); !errors.Is(err, ErrRunning) {
			t.Errorf("a second Run: %v", err)
		}
	})
}

func TestOpenSaysWhatItLacks(t *testing.T) {
	if _, err := Open(Config{}); err == nil {
		t.Error("a courier without a store was opened")
	}
}
