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

// keeping is a courier, its disk, and how often something was kept.
func keeping(t *testing.T) (c *Courier, keep func([]Letter) error, kept *int) {
	t.Helper()
	d := newDisk()
	c, err := Open(Config{Store: d, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	kept = new(int)
	return c, func(letters []Letter) error {
		*kept++
		for _, l := range letters {
			if err := d.Append(l.Parcel, l.Slip); err != nil {
				return err
			}
		}
		return nil
	}, kept
}

// Several go with what their maker keeps; known ones are left out.
func TestSendAll(t *testing.T) {
	c, keep, kept := keeping(t)
	a, b := hookParcel("a"), hookParcel("b")
	if err := c.SendAll([]Parcel{a, b, a}, keep); err != nil {
		t.Fatal(err)
	}
	if got := c.Pending(); len(got) != 2 || got[0].Order != 1 || got[1].Order != 2 {
		t.Errorf("%+v", got)
	}
	if err := c.SendAll([]Parcel{b}, keep); err != nil || *kept != 2 {
		t.Errorf("%v, kept %d times", err, *kept)
	}
	for key, want := range map[Key]bool{"a": true, "b": true, "c": false} {
		if known, err := c.Known(key); known != want || err != nil {
			t.Errorf("%s: %t, %v", key, known, err)
		}
	}
}

// All or none.
func TestSendAllRefuses(t *testing.T) {
	c, keep, kept := keeping(t)
	a := hookParcel("a")
	if err := c.Send(a); err != nil {
		t.Fatal(err)
	}
	other := a
	other.Body = []byte(`{}`)
	full := errors.New("full")
	for _, refused := range []struct {
		second Parcel
		keep   func([]Letter) error
		want   error
	}{
		{other, keep, ErrUsedKey},
		{Parcel{}, keep, ErrInvalid},
		{a, func([]Letter) error { return full }, full},
	} {
		if err := c.SendAll([]Parcel{hookParcel("c"), refused.second}, refused.keep); !errors.Is(err, refused.want) {
			t.Errorf("%v, want %v", err, refused.want)
		}
		if known, err := c.Known("c"); known || err != nil || *kept != 0 {
			t.Errorf("a part was taken: %v", err)
		}
	}
}
