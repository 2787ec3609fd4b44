package audit

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const (
	one = "Bearer one /audit "
	two = "Bearer two /audit "
)

// TestNobodyIsAskedUnlessTold: a desk whose person is no lead never opens this
// connection (D-03).
func TestNobodyIsAskedUnlessTold(t *testing.T) {
	bubble(t, stream(true, factLine("a", "observed", "ben", "c")), func(r *rig) {
		r.pass(time.Hour)
		r.follower.Follow(0)
		r.follower.SetToken("two")
		r.follower.Follow(0)
		r.pass(time.Hour)
		r.wantAsked()
		r.wantTold()
	})
}

// TestAReadingGoesOnWhereItWas: behind the last fact after a break, after a
// pause, and from the beginning in another term.
func TestAReadingGoesOnWhereItWas(t *testing.T) {
	bubble(t, stream(false, factLine("a", "observed", "ben", "c"), "\n", factLine("b", "stopped", "ben", "c")), func(r *rig) {
		r.follower.Follow(1)
		r.pass(100 * time.Millisecond)
		r.wantAsked(one)
		r.wantTold("1 began true", "1 observed ben c", "1 stopped ben c", "1 ended")
		r.set(stream(true, factLine("c", "joined", "ben", "c")))
		r.pass(time.Second)
		r.wantAsked(one + "b")
		r.wantTold("1 began false", "1 joined ben c")
		r.follower.Follow(0)
		r.pass(time.Hour)
		r.wantAsked()
		r.wantTold("1 ended")
		r.set(stream(true))
		r.follower.Follow(1)
		r.pass(time.Second)
		r.wantAsked(one + "c")
		r.wantTold("1 began false")
		r.follower.Follow(2)
		r.pass(time.Second)
		r.wantAsked(one)
		r.wantTold("1 ended", "2 began true")
	})
}

// TestAPositionThatIsRefusedBeginsAnew, and a beginning that is refused is
// tried again like any failure.
func TestAPositionThatIsRefusedBeginsAnew(t *testing.T) {
	bubble(t, stream(false, factLine("a", "observed", "ben", "c")), func(r *rig) {
		r.follower.Follow(1)
		r.pass(100 * time.Millisecond)
		r.set(func(w http.ResponseWriter, req *http.Request) {
			if req.URL.Query().Get("after") != "" {
				status(http.StatusBadRequest)(w, req)
				return
			}
			stream(true, factLine("x", "observed", "lena", "d"))(w, req)
		})
		r.pass(10 * time.Second)
		r.wantAsked(one, one+"a", one)
		r.wantTold("1 began true", "1 observed ben c", "1 ended", "1 began true", "1 observed lena d")
	})
	bubble(t, status(http.StatusBadRequest), func(r *rig) {
		r.follower.Follow(1)
		r.pass(time.Second)
		r.wantAsked(one, one, one)
	})
}

// TestWhoIsRefusedIsNotAskedAgain until the role or the token changes, and a
// new token is not used before its person is known.
func TestWhoIsRefusedIsNotAskedAgain(t *testing.T) { // D-03
	for _, code := range []int{http.StatusUnauthorized, http.StatusForbidden} {
		bubble(t, status(code), func(r *rig) {
			r.follower.Follow(1)
			r.pass(time.Hour)
			r.wantAsked(one)
			r.follower.Follow(0)
			r.follower.Follow(1) // the connection was lost and is back
			r.pass(time.Hour)
			r.wantAsked()
			r.follower.Follow(2) // another role or person
			r.pass(time.Hour)
			r.wantAsked(one)
			r.follower.SetToken("two")
			r.follower.Follow(2) // what was on its way about the person before
			r.pass(time.Hour)
			r.wantAsked()
			r.follower.Follow(0)
			r.follower.Follow(2)
			r.pass(time.Hour)
			r.wantAsked(two)
			r.wantTold()
		})
	}
}

// TestATokenThatIsReplacedEndsTheReading, and the next one begins anew.
func TestATokenThatIsReplacedEndsTheReading(t *testing.T) {
	bubble(t, stream(true, factLine("a", "observed", "ben", "c")), func(r *rig) {
		r.follower.Follow(1)
		r.pass(time.Second)
		r.follower.SetToken("two")
		r.pass(time.Second)
		r.wantTold("1 began true", "1 observed ben c", "1 ended")
		r.follower.Follow(0)
		r.follower.Follow(1)
		r.pass(time.Second)
		r.wantAsked(one, two)
		r.wantTold("1 began true", "1 observed ben c")
	})
}

func TestGarbageIsCountedAndSkipped(t *testing.T) {
	bubble(t, stream(true,
		"no JSON\n", factLine("a", "observed", "ben", "c"), strings.Repeat("x", 3*MaxLine)+"\n", `{"r":"b","fact":{}}`+"\n",
		factLine("", "observed", "ben", "d"), "\r\n", factLine("c", "of_tomorrow", "ben", "c"), factLine("d", "whispered", "ben", "c"), "cut o",
	), func(r *rig) {
		r.follower.Follow(1)
		r.pass(time.Second)
		r.wantTold("1 began true", "1 observed ben c", "1 of_tomorrow ben c", "1 whispered ben c")
		if n := r.follower.Skipped(); n != 4 {
			t.Errorf("%d lines were skipped, want 4", n)
		}
	})
}

// TestAStreamThatIsSilentIsDead, and one with a beat every 15 s is not.
func TestAStreamThatIsSilentIsDead(t *testing.T) {
	bubble(t, stream(true, factLine("a", "observed", "ben", "c")), func(r *rig) {
		r.follower.Follow(1)
		r.pass(44 * time.Second)
		r.wantAsked(one)
		r.set(func(w http.ResponseWriter, req *http.Request) {
			w.Header().Set("Content-Type", "application/x-ndjson")
			for req.Context().Err() == nil {
				stream(false, "\n")(w, req)
				select {
				case <-req.Context().Done():
				case <-time.After(15 * time.Second):
				}
			}
		})
		r.pass(2 * time.Second)
		r.wantAsked(one + "a")
		r.pass(time.Hour)
		r.wantAsked()
		r.wantTold("1 began true", "1 observed ben c", "1 ended", "1 began false")
	})
}

// TestAHubThatNeverAnswersIsLeft: also before the first byte.
func TestAHubThatNeverAnswersIsLeft(t *testing.T) {
	bubble(t, func(_ http.ResponseWriter, req *http.Request) { <-req.Context().Done() }, func(r *rig) {
		r.follower.Follow(1)
		r.pass(46 * time.Second)
		r.wantAsked(one, one)
		r.wantTold()
	})
}

// TestTheTokenGoesNowhereElse: no redirect is followed, and a page that is not
// the stream is not read.
func TestTheTokenGoesNowhereElse(t *testing.T) {
	for name, answer := range map[string]http.HandlerFunc{
		"redirect": func(w http.ResponseWriter, req *http.Request) { http.Redirect(w, req, "/elsewhere", http.StatusFound) },
		"page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write([]byte(factLine("a", "observed", "ben", "c")))
		},
		"old hub": status(http.StatusNotFound),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, answer, func(r *rig) {
				r.follower.Follow(1)
				r.pass(300 * time.Millisecond)
				r.wantAsked(one, one) // again after 250 ms, where it was
				r.wantTold()
			})
		})
	}
}

// TestTheBackoffGrows, is cut short by news, and starts anew after a reading
// that has proved itself.
func TestTheBackoffGrows(t *testing.T) {
	bubble(t, status(http.StatusServiceUnavailable), func(r *rig) {
		r.follower.Follow(1)
		r.pass(10 * time.Minute)
		r.mu.Lock()
		n := len(r.asked) // 8 within the first 32 s, then every 30 s
		r.mu.Unlock()
		if n < 24 || n > 30 {
			t.Errorf("asked %d times within ten minutes", n)
		}
		r.wantAskedAny()
		r.follower.Follow(2)
		r.pass(time.Millisecond)
		r.wantAsked(one)
		r.set(func(w http.ResponseWriter, req *http.Request) {
			stream(false, "\n")(w, req)
			select {
			case <-req.Context().Done():
			case <-time.After(proof):
			}
		})
		r.follower.Follow(3)
		r.pass(proof)
		r.wantAsked(one)
		r.pass(300 * time.Millisecond)
		r.wantAsked(one)
	})
}

// wantAskedAny forgets what was asked.
func (r *rig) wantAskedAny() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.asked = nil
}

// TestABadAddressIsNotDialled.
func TestABadAddressIsNotDialled(t *testing.T) {
	f := New(Config{URL: "ftp://hub.example.com", Now: time.Now})
	f.Follow(1)
	if _, ok := f.turn(t.Context()); ok {
		t.Error("there is a turn")
	}
}
