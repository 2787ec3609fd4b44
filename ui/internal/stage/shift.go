package stage

import (
	"maps"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
)

// StartShift is written down, with what failed.
func (d *Desk) StartShift(shift string, checks []chat.SelfCheck) {
	var failed []string
	for _, c := range checks {
		if !c.OK {
			failed = append(failed, c.Name)
		}
	}
	d.ask("start shift %s, %d checks, failed %v", shift, len(checks), failed)
}

// EndShift is written down.
func (d *Desk) EndShift(shift string) { d.ask("end shift %s", shift) }

// AskCover is written down.
func (d *Desk) AskCover(to chat.AgentID, reason string) { d.ask("ask cover %s %q", to, reason) }

// AnswerCover is written down.
func (d *Desk) AnswerCover(ask chat.AskID, accept bool, reason string) {
	d.ask("answer cover %s %t %q", ask, accept, reason)
}

// TakeCover is written down.
func (d *Desk) TakeCover(reason string) { d.ask("take cover %q", reason) }

// OverrideBreak is written down.
func (d *Desk) OverrideBreak(agent chat.AgentID, reason string) {
	d.ask("let %s go %q", agent, reason)
}

// EndBreak is written down.
func (d *Desk) EndBreak() { d.ask("back") }

// SetIdle is written down.
func (d *Desk) SetIdle(on bool) { d.ask("idle %t", on) }

// RetireKey is written down, and answered with Fail.
func (d *Desk) RetireKey(agent chat.AgentID, reason string, got func(error)) {
	d.ask("retire key %s %q", agent, reason)
	got(d.Fail)
}

// SignHandover is written down, and answered with Fail as the hub would a little later.
func (d *Desk) SignHandover(shift string, to chat.AgentID, note string, notes map[string]string, got func(error)) {
	var of []string
	for _, id := range slices.Sorted(maps.Keys(notes)) {
		of = append(of, id+"="+notes[id])
	}
	d.ask("sign %s to %s %q [%s]", shift, to, note, strings.Join(of, " "))
	got(d.Fail)
}

// AcknowledgeHandover is written down, and answered with Fail.
func (d *Desk) AcknowledgeHandover(hash string, items []string, got func(error)) {
	d.ask("acknowledge %s %v", hash, items)
	got(d.Fail)
}

// TakeHandover is written down, and answered with Fail.
func (d *Desk) TakeHandover(hash string, agent chat.AgentID, note string, got func(error)) {
	d.ask("take handover %s of %s %q", hash, agent, note)
	got(d.Fail)
}

// HandoverFile is answered with File and Fail.
func (d *Desk) HandoverFile(shift string, got func([]byte, error)) {
	d.ask("file of %s", shift)
	got(d.File, d.Fail)
}

// RenewKey is written down, and answered with Fail.
func (d *Desk) RenewKey(got func(error)) {
	d.ask("renew key")
	got(d.Fail)
}

// FetchDay is not written down: pages ask whenever they are turned to.
func (d *Desk) FetchDay() { d.Days++ }

// Coverage is answered with Looked and Fail.
func (d *Desk) Coverage(got func(coverage.Figures, error)) {
	d.Looks++
	got(d.Looked, d.Fail)
}

// SubmitBotErrors is written down.
func (d *Desk) SubmitBotErrors(shift string, none bool) {
	d.ask("bot errors of %s, none %t", shift, none)
}

// PublishReport is written down, and answered with Fail.
func (d *Desk) PublishReport(shift string, got func(error)) {
	d.ask("publish %s", shift)
	got(d.Fail)
}

// WriteBotError is written down.
func (d *Desk) WriteBotError(id chat.ChatID, w chat.WriteBotError) {
	d.ask("bot error in %s of %s: %q %q %q %q %q %q", id, w.Obligation, w.Question, w.Answer, w.Expected, w.Cause, w.Action, w.Status)
}
