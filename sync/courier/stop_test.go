package courier

import (
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

func TestAFullDiskStopsDeparturesAndLosesNothing(t *testing.T) {
	inWorld(t, func(w *world) {
		full := errors.New("no space left")
		both := make(chan struct{}) // are on the disk
		w.play(func(n int, _ *http.Request) answer {
			<-both
			if n == 1 {
				w.disk.breakWith(full) // between the receiver's yes and our disk
			}
			return answer{code: 200}
		})
		w.send(hookParcel("1"), hookParcel("2"))
		close(both)
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
