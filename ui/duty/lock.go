package duty

import (
	"slices"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/view"
)

// Gone is why nothing can be done about what is owed no more.
const Gone = "This is owed no more."

// Find returns what is owed by id in a chat as s has it.
func Find(s *app.Snapshot, in chat.ChatID, id chat.ObligationID) (view.Duty, bool) {
	i := slices.IndexFunc(s.Duties, func(d view.Duty) bool { return d.Chat == in && d.ID == id })
	if i < 0 {
		return view.Duty{}, false
	}
	return s.Duties[i], true
}

// Locked says why the one at this desk cannot act on d, or "": what a person owes is
// theirs, or a lead's.
func (a *Asker) Locked(d view.Duty) string {
	if d.Owner.Person() && !d.Mine && a.me.Role != chat.RoleLead {
		return "only " + d.OwnerName + " or a lead can act on this"
	}
	return ""
}

// TriedLocked says why an attempt does not count now, or "": it is not a call, or
// the last is not long enough ago.
func (a *Asker) TriedLocked(d view.Duty) string {
	if d.Kind != chat.OwedCall {
		return "only a call can be tried"
	}
	if locked := a.Locked(d); locked != "" {
		return locked
	}
	if again := obligation.NextAttempt(d.Obligation, a.opts.Policy); again > a.opts.Now() {
		return "not before " + a.opts.At(again) + " (A-15)"
	}
	return ""
}
