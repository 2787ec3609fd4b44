package console

import (
	"floorwalker/app"
	"floorwalker/app/referee"
	"floorwalker/sync/audit"
)

// auditor is the desk as the follower of the audit stream sees it.
type auditor struct{ desk *app.Desk }

var (
	_ audit.Sink  = auditor{}
	_ app.Auditor = (*audit.Follower)(nil)
)

// Began implements audit.Sink.
func (a auditor) Began(term uint64, anew bool) { a.desk.AuditBegan(term, anew) }

// Facts implements audit.Sink.
func (a auditor) Facts(term uint64, facts []referee.AuditFact) { a.desk.AuditFacts(term, facts) }

// Ended implements audit.Sink.
func (a auditor) Ended(term uint64) { a.desk.AuditEnded(term) }
