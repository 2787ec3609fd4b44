package console_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
)

// next is the policy that ships as another version, with words changed.
func next(t *testing.T, version int, from, to string) []byte {
	t.Helper()
	file := string(policy.WithVersion(assets.DefaultPolicy, version))
	if !strings.Contains(file, from) {
		t.Fatalf("the policy has no %q", from)
	}
	return []byte(strings.Replace(file, from, to, 1))
}

// A lead changes the policy at a desk. Every desk works by it at once, one that comes
// later reads it from the snapshot, and nobody else may.
func TestAPolicyReachesEveryDesk(t *testing.T) {
	f := openFloor(t)
	lena, asha := f.desk("Lena", chat.RoleLead), f.desk("Asha", chat.RolePrimary)
	const why = "Customers wait too long"
	six := next(t, 6, `immediate = "30s"`, `immediate = "20s"`)

	asha.ChangePolicy(5, six, why)
	f.wait(func() bool { return len(asha.Snapshot().Notices) > 0 })
	if n := asha.Snapshot().Notices[0]; !n.Bad || asha.Snapshot().Edition.Policy.Version != 5 {
		t.Errorf("an agent changed it: %+v", n)
	}

	lena.ChangePolicy(5, six, why)
	arrived := func(d *app.Desk, file []byte) func() bool {
		return func() bool { return bytes.Equal(d.Snapshot().Edition.File, file) }
	}
	f.wait(arrived(lena, six))
	f.wait(arrived(asha, six))
	s := asha.Snapshot()
	if p := s.Policies; len(p) != 1 || p[0].Name != "Lena" || p[0].Reason != why || p[0].Version != 6 || p[0].At.IsZero() {
		t.Errorf("Asha reads %+v", p)
	}
	if s.Edition.Policy.TakeOver.Immediate != 20*time.Second || s.Me.Policy != 6 || s.PolicyOld != "" {
		t.Errorf("Asha works by %s of version %d: %s", s.Edition.Policy.TakeOver.Immediate, s.Me.Policy, s.PolicyOld)
	}

	// Who edited an older version overwrites nothing.
	lena.ChangePolicy(5, next(t, 6, `max = "12m"`, `max = "14m"`), why)
	f.wait(func() bool { n := lena.Snapshot().Notices; return len(n) > 0 && n[len(n)-1].Bad })
	seven := next(t, 7, `max = "12m"`, `max = "14m"`)
	lena.ChangePolicy(6, seven, why)
	f.wait(arrived(asha, seven))

	ben := f.desk("Ben", chat.RoleSecondary)
	f.wait(arrived(ben, seven))
	if p := ben.Snapshot().Policies; len(p) != 2 || p[0].Version != 7 || p[1].Version != 6 {
		t.Errorf("Ben reads %+v", p)
	}
	f.sameAs(lena, asha, ben)
}

// A trigger names the policy under which it was raised, and its deadline is that
// policy's.
func TestTheHubWorksByTheNewPolicy(t *testing.T) {
	f := openFloor(t)
	lena := f.desk("Lena", chat.RoleLead)
	lena.ChangePolicy(5, next(t, 6, `immediate = "30s"`, `immediate = "20s"`), "Customers wait too long")
	f.wait(func() bool { return lena.Snapshot().Edition.Policy.Version == 6 })
	if code, _ := f.post(`{"chat":"late","turn":0,"from":"customer","text":"I want to talk to a human agent now"}`); code >= 300 {
		t.Fatalf("status %d", code)
	}
	lena.Open("late")
	owed := func() (chat.Obligation, bool) {
		th := lena.Snapshot().Thread
		if th == nil {
			return chat.Obligation{}, false
		}
		for _, o := range th.Obligations {
			if o.Kind == chat.OwedTakeOver {
				return o.Obligation, true
			}
		}
		return chat.Obligation{}, false
	}
	f.wait(func() bool { _, ok := owed(); return ok })
	if o, _ := owed(); o.Due.Sub(o.Started) != 20*time.Second || o.Policy != 6 {
		t.Errorf("a takeover is owed within %s by policy %d", o.Due.Sub(o.Started), o.Policy)
	}
}
