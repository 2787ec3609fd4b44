package app

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/view"
	"floorwalker/assets"
)

// policyFile is the policy that ships as another version, with a line changed.
func policyFile(t *testing.T, version int, from, to string) []byte {
	t.Helper()
	file := string(assets.DefaultPolicy)
	for _, edit := range [][2]string{{"version = 5", fmt.Sprint("version = ", version)}, {from, to}} {
		if !strings.Contains(file, edit[0]) {
			t.Fatalf("the policy has no %q", edit[0])
		}
		file = strings.Replace(file, edit[0], edit[1], 1)
	}
	return []byte(file)
}

// policyIs is a policy that a lead puts in force.
func (s *stage) policyIs(file []byte, version int) chat.Event {
	e := s.ev("", &chat.PolicyChanged{Version: version, File: file, Reason: "Customers wait too long"})
	e.By = "lena"
	return e
}

func lena(s *stage) chat.Event {
	return s.ev("", &chat.AgentAdded{Agent: "lena", Name: "Lena", Role: chat.RoleLead})
}

const (
	looks = "within = \"120s\""
	soon  = "within = \"45s\""
)

// A policy that a lead changes reaches a desk with the stream, and the desk works
// by it: what is derived from a number is derived anew.
func TestAPolicyTravels(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(append(s.opened("c"), lena(s))...)
		before := s.desk.Snapshot()
		if before.Edition.Policy.EyesOn.Within != 2*time.Minute || len(before.Policies) != 0 {
			t.Fatalf("before: %+v", before.Policies)
		}
		file := policyFile(t, 4, looks, soon)
		s.give(s.policyIs(file, 4))
		snap := s.settle()
		e := snap.Edition.Policy
		want(t, "works by", []any{e.Version, e.EyesOn.Within, bytes.Equal(snap.Edition.File, file), snap.PolicyOld}, []any{4, 45 * time.Second, true, ""})
		want(t, "knows of", snap.Policies, []PolicyVersion{{
			Version: 4, By: "lena", Name: "Lena", At: now(), Reason: "Customers wait too long", File: file,
		}})
		want(t, "the hub works by", snap.Me.Policy, 4)
		if told := s.told(); len(told) == 0 || !told[len(told)-1].urgent {
			t.Errorf("a policy was not shown at once: %+v", told)
		}
		row := snap.Boards[view.All].Row(0)
		if got := row.Owed.Due.Sub(row.Opened); got != 45*time.Second { // A-12, eyes_on.within
			t.Errorf("a look is owed after %s", got)
		}
	})
}

// The newest version wins, in whatever order they come, and a desk remembers the
// last eight.
func TestTheNewestPolicyWins(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		for _, v := range []int{9, 5, 12, 8, 6, 11, 7, 10, 4} {
			s.give(s.policyIs(policyFile(t, v, looks, looks), v))
		}
		snap := s.settle()
		if snap.Edition.Policy.Version != 12 || len(snap.Policies) != maxPolicies {
			t.Fatalf("works by %d of %d", snap.Edition.Policy.Version, len(snap.Policies))
		}
		for i, p := range snap.Policies {
			if p.Version != 12-i {
				t.Errorf("place %d has version %d", i, p.Version)
			}
		}
	})
}

// A desk that cannot read the floor's policy says so, and goes on by the newest
// one that it can.
func TestAPolicyThatCannotBeRead(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running()
		s.give(s.policyIs(policyFile(t, 6, looks, soon), 6))
		s.give(s.policyIs(policyFile(t, 7, looks, soon+"\nout_of = \"a later format\""), 7))
		snap := s.settle()
		if want := "This desk cannot read the floor's policy version 7; it goes on by version 6."; snap.PolicyOld != want || snap.Edition.Policy.Version != 6 {
			t.Errorf("%q by %d", snap.PolicyOld, snap.Edition.Policy.Version)
		}
		s.give(s.policyIs(policyFile(t, 8, looks, looks), 8))
		if snap = s.settle(); snap.PolicyOld != "" || snap.Edition.Policy.Version != 8 {
			t.Errorf("%q by %d", snap.PolicyOld, snap.Edition.Policy.Version)
		}
	})
}

// A snapshot tells the floor's policies anew; while it is read the desk goes on
// as before. A floor that tells of none works by what the program came with.
func TestASnapshotTellsThePolicy(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		four := s.policyIs(policyFile(t, 4, looks, soon), 4)
		s.running(four)
		s.desk.Connection(Link{State: LinkReading})
		s.desk.Reset(1)
		if snap := s.settle(); snap.Edition.Policy.Version != 4 {
			t.Errorf("while it reads it works by %d", snap.Edition.Policy.Version)
		}
		s.give(s.policyIs(policyFile(t, 5, looks, soon), 5), s.policyIs(policyFile(t, 6, looks, soon), 6))
		if snap := s.settle(); snap.Edition.Policy.Version != 4 {
			t.Errorf("while it reads it works by %d", snap.Edition.Policy.Version)
		}
		s.desk.Live("more")
		if snap := s.settle(); snap.Edition.Policy.Version != 6 || len(snap.Policies) != 2 {
			t.Errorf("it works by %d of %d", snap.Edition.Policy.Version, len(snap.Policies))
		}
		s.goLive()
		if snap := s.settle(); snap.Edition != s.desk.rules.own || len(snap.Policies) != 0 {
			t.Errorf("without any it works by %d", snap.Edition.Policy.Version)
		}
	})
}

// A desk that starts without a network works by the policy that it knew.
func TestThePolicyOfAColdStart(t *testing.T) {
	cache := newCache()
	bubble(t, cache, func(t *testing.T, s *stage) {
		s.running(append(s.opened("c"), lena(s))...)
		s.give(s.policyIs(policyFile(t, 4, looks, soon), 4), s.policyIs([]byte("version = 5"), 5))
		s.sleep(time.Second)
	})
	bubble(t, cache, func(t *testing.T, s *stage) {
		snap := s.desk.Snapshot()
		if want := "This desk cannot read the floor's policy version 5; it goes on by version 4."; snap.Edition.Policy.Version != 4 || snap.PolicyOld != want {
			t.Errorf("%q by %d", snap.PolicyOld, snap.Edition.Policy.Version)
		}
		if p := snap.Policies; len(p) != 2 || p[0].Name != "Lena" {
			t.Errorf("%+v", p)
		}
		if row := snap.Boards[view.All].Row(0); row.Owed.Due.Sub(row.Opened) != 45*time.Second {
			t.Errorf("a look is owed after %s", row.Owed.Due.Sub(row.Opened))
		}
	})
}

// What explains works by the floor's policy, and is made once for each.
func TestWhyGoesByTheNewestPolicy(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		var made []int
		s.desk.explainer.make = func(p policy.Policy) *trigger.Engine {
			made = append(made, p.Version)
			return shipped(t)
		}
		s.running(s.opened("c")...)
		for v := 4; v <= 5; v++ {
			s.give(s.policyIs(policyFile(t, v, looks, soon), v))
			for range 3 {
				s.desk.Why("c", func(Why) {})
				synctest.Wait()
			}
		}
		if fmt.Sprint(made) != "[4 5]" {
			t.Errorf("engines were made for %v", made)
		}
	})
}
