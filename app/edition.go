package app

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// maxPolicies is how many versions of the policy a desk remembers. A hub's
// snapshot tells as many.
const maxPolicies = 8

// PolicyVersion is a policy that a lead has put in force: what, who, when, why.
type PolicyVersion struct {
	Version int
	By      chat.AgentID
	// Name is who that is, for people.
	Name   string
	At     chat.Instant
	Reason string
	// File is the whole policy. Nobody changes it.
	File []byte
}

// rulebook is what a desk knows of its floor's policies.
type rulebook struct {
	// own is what the program came with. It holds until the floor has told of
	// another, and again on a floor that tells of none.
	own *policy.Edition
	// past are the floor's, the newest first.
	past []PolicyVersion
}

// learn takes note of a policy that the floor tells of, in whatever order. What
// it changes comes with settleEdition, so that a floor that is being read does
// not go through all of its past.
func (r *rulebook) learn(e *chat.Event) {
	b, ok := e.Body.(*chat.PolicyChanged)
	if !ok {
		return
	}
	told := PolicyVersion{Version: b.Version, By: e.By, At: e.At, Reason: b.Reason, File: b.File}
	i, found := slices.BinarySearchFunc(r.past, told.Version, func(p PolicyVersion, v int) int { return cmp.Compare(v, p.Version) })
	if found {
		r.past[i] = told
		return
	}
	if r.past = slices.Insert(r.past, i, told); len(r.past) > maxPolicies {
		r.past = r.past[:maxPolicies]
	}
}

// newest returns the newest policy that this program can read, and in words why
// that is not the floor's. now is the one in force, which is not parsed again.
func (r *rulebook) newest(now *policy.Edition) (e *policy.Edition, old string) {
	for i := range r.past {
		e, err := r.read(&r.past[i], now)
		if err != nil {
			continue
		}
		return e, r.excuse(i, e)
	}
	return r.own, r.excuse(len(r.past), r.own)
}

func (r *rulebook) read(p *PolicyVersion, now *policy.Edition) (*policy.Edition, error) {
	for _, known := range []*policy.Edition{now, r.own} {
		if len(known.File) > 0 && bytes.Equal(known.File, p.File) {
			return known, nil
		}
	}
	return policy.ParseEdition(p.File)
}

// excuse says what is missing where the first skipped policies cannot be read.
func (r *rulebook) excuse(skipped int, e *policy.Edition) string {
	if skipped == 0 {
		return ""
	}
	return fmt.Sprintf("This desk cannot read the floor's policy version %d; it goes on by version %d.",
		r.past[0].Version, e.Policy.Version)
}

// settleEdition works by the newest policy from here on.
func (d *Desk) settleEdition() {
	e, old := d.rules.newest(d.edition)
	if len(d.rules.past) > 0 && d.me.Policy < d.rules.past[0].Version {
		d.me.Policy = d.rules.past[0].Version // the hub's since it greeted this desk
	}
	if old != d.policyOld {
		d.policyOld, d.urgent = old, true
	}
	if e == d.edition {
		return
	}
	d.edition, d.urgent, d.rung = e, true, true
	d.calls.all, d.shift.teamOld, d.shift.old, d.teamOld, d.talk.old = true, true, true, true, true
	d.recallAttempts()
	d.book.LookWithin(e.Policy.EyesOn.Within)
	d.floor.EachChat(func(c *chat.Chat) { d.dirty[c.ID] = c })
}

// showPolicies names who changed the policy, the newest first.
func (d *Desk) showPolicies() []PolicyVersion {
	if len(d.rules.past) == 0 {
		return nil
	}
	past := slices.Clone(d.rules.past)
	for i := range past {
		past[i].Name = d.nameOf(past[i].By)
	}
	return past
}
