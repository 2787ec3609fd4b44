package app

import (
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
)

// who owes a call may be on the phone with the hub gone, so it changes hands only
// with the hub; everything else about it, and a new one, can be written without.
func TestACallChangesHandsOnlyWithTheHub(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running()
		var id record.ID
		var err error
		put := func(e Edit, f followup.FollowUp) {
			s.desk.PutFollowUp(e, f, func(got record.ID, no error) { id, err = got, no })
			s.settle()
		}
		f := followup.FollowUp{Customer: "Rohan M.", Phone: "+91 00000 00000", Reason: "the save button", Due: now().Add(time.Hour)}.Opened("asha", now())
		again := func() (Edit, followup.FollowUp) {
			v, ok := s.desk.Snapshot().Shelves.FollowUps.Get(id)
			if !ok {
				t.Fatal("it is not there")
			}
			return Edit{ID: id, Basis: v.Revision}, v.Content
		}
		put(Edit{}, f.Assign("ben"))
		e, was := again()
		put(e, was.Assign("asha"))
		want(t, "online", err, nil)
		offline(s)
		for _, to := range []chat.AgentID{"ben", ""} {
			e, was = again()
			put(e, was.Assign(to))
			if _, is := again(); !errors.Is(err, ErrHandedOffline) || is.Assignee != "asha" {
				t.Errorf("offline to %q: %v, it is %s's", to, err, is.Assignee)
			}
		}
		e, was = again()
		put(e, was.Reschedule(was.Due.Add(time.Hour)))
		want(t, "another time, offline", err, nil)
		put(Edit{}, f.Assign("ben"))
		want(t, "a new one, offline", err, nil)
	})
}
