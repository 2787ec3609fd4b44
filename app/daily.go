package app

import (
	"context"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/report"
)

// Days is the way to what the hub keeps of days and shifts. Its methods wait for
// the hub and are called from goroutines of the desk's. Errors are sentences for
// people.
type Days interface {
	// Day returns today's figures, as far as the day has come.
	Day(ctx context.Context) (report.Day, error)
	// Coverage returns who looked at what today (D-10). A lead is told all of it,
	// others what everybody may know (D-03).
	Coverage(ctx context.Context) (coverage.Figures, error)
	// Handover returns the file handover-<shift>.json with what has been signed
	// under it since.
	Handover(ctx context.Context, shift string) ([]byte, error)
}

// Today is the day's figures as they were fetched last. They stay while the hub is
// gone, over restarts, and say how old they are.
type Today struct {
	report.Day
	// At is when the hub said so; zero if it never has.
	At chat.Instant
	// Failed says in words why they could not be fetched the last time.
	Failed string
}

// AttachDays gives the desk its way to days and shifts, before Run.
func (d *Desk) AttachDays(s Days) { d.errands.days = s }

// FetchDay has the day's figures fetched; they appear in [Snapshot.Day].
func (d *Desk) FetchDay() { d.do(d.fetchDay) }

// Coverage calls back, from a goroutine of its own, with who looked at what.
func (d *Desk) Coverage(got func(coverage.Figures, error)) {
	d.onDays(func(ctx context.Context, s Days) { got(s.Coverage(ctx)) }, func(err error) { got(coverage.Figures{}, err) })
}

// HandoverFile calls back, from a goroutine of its own, with the signed file of a
// shift.
func (d *Desk) HandoverFile(shift string, got func([]byte, error)) {
	d.onDays(func(ctx context.Context, s Days) { got(s.Handover(ctx, shift)) }, func(err error) { got(nil, err) })
}

// SubmitBotErrors gives in what was written about the bot in a shift, or says
// outright that there was nothing to write (A-10, G-CHK-E2).
func (d *Desk) SubmitBotErrors(shift string, noneSeen bool) {
	d.ask("", &chat.SubmitBotErrors{Shift: shift, NoneSeen: noneSeen})
}

// PublishReport fetches the day's figures anew and publishes them as the shift's
// report (G-OPS-05, G-CHK-E3). It calls back with nil once they are on their way,
// or with why they are not.
func (d *Desk) PublishReport(shift string, got func(error)) {
	d.do(func() { d.publishReport(shift, got) })
}
