package app

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// forge is a keychain that can make another key.
type forge struct{ pen }

func (f *forge) Key() (ed25519.PublicKey, error) { return f.pen.Key() }
func (f *forge) Sign(b []byte) ([]byte, error)   { return f.pen.Sign(b) }
func (f *forge) Renew() error                    { f.name += " again"; return nil }

// D-05: a desk makes another key only once a lead has retired the one before, and it is
// registered at once.
func TestANewKeyAfterOneWasRetired(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.desk.AttachSigner(&forge{pen{name: "asha"}})
		s.running(people(s)...)
		cmd := s.stream.last()
		old, _ := cmd.Body.(*chat.RegisterKey)
		if old == nil {
			t.Fatalf("%+v", cmd.Body)
		}
		s.give(s.fact(cmd, &chat.KeyRegistered{Agent: "asha", Key: old.Key}))
		s.sleep(time.Second)
		err := errors.New("nobody answered")
		s.desk.RenewKey(func(e error) { err = e })
		s.sleep(time.Second)
		want(t, "while it is in force", errors.Is(err, ErrNoRenewal), true)
		s.give(s.ev("", &chat.KeyRetired{Agent: "asha", Key: old.Key, Reason: "stolen"}))
		want(t, "retired", s.sleep(time.Second).Handovers.Key.Retired, true)
		s.stream.take()
		s.desk.RenewKey(func(e error) { err = e })
		s.sleep(time.Second)
		if err != nil {
			t.Fatal(err)
		}
		fresh, _ := s.stream.last().Body.(*chat.RegisterKey)
		if fresh == nil || bytes.Equal(fresh.Key, old.Key) {
			t.Errorf("registers %+v", s.stream.last().Body)
		}
	})
}
