package chat

import (
	"maps"
	"slices"
)

// KeepShifts is how many shifts the floor remembers.
const KeepShifts = 60

// SelfCheck is one of the things that a desk tries when a shift starts: sound,
// notifications, the connection, the clock.
type SelfCheck struct {
	Name string
	OK   bool
	// Words say what failed, or what was found.
	Words string
}

type (
	// ShiftStarted says that an agent has begun a shift of the roster.
	ShiftStarted struct {
		Shift  string
		Agent  AgentID
		Checks []SelfCheck
	}

	// ShiftEnded says that an agent has ended it.
	ShiftEnded struct {
		Shift string
		Agent AgentID
	}

	// ReportPublished is the report of a shift or day, as package report wrote it.
	ReportPublished struct {
		Shift  string
		Report []byte // a JSON object
	}
)

// The kinds of events about shifts.
const (
	KindShiftStarted    Kind = "ShiftStarted"
	KindShiftEnded      Kind = "ShiftEnded"
	KindReportPublished Kind = "ReportPublished"
)

// Kind implements Body for each event.
func (*ShiftStarted) Kind() Kind    { return KindShiftStarted }
func (*ShiftEnded) Kind() Kind      { return KindShiftEnded }
func (*ReportPublished) Kind() Kind { return KindReportPublished }

// The commands about shifts.
const (
	NameStartShift    CommandName = "StartShift"
	NameEndShift      CommandName = "EndShift"
	NamePublishReport CommandName = "PublishReport"
)

type (
	// StartShift begins one's shift.
	StartShift struct {
		Shift  string
		Checks []SelfCheck
	}

	// EndShift ends it.
	EndShift struct{ Shift string }

	// PublishReport publishes a shift's report.
	PublishReport struct {
		Shift  string
		Report []byte // a JSON object
	}
)

// Name implements Wish for each command.
func (*StartShift) Name() CommandName    { return NameStartShift }
func (*EndShift) Name() CommandName      { return NameEndShift }
func (*PublishReport) Name() CommandName { return NamePublishReport }

// ShiftState is what has happened to a shift. It is never changed once it was
// handed out.
type ShiftState struct {
	ID string
	// Started and Ended are by whom and when, oldest first.
	Started []ShiftStart
	Ended   []ShiftEnd
	// BotErrors is the newest submission, nil until there is one; so is Report.
	BotErrors *BotErrorReport
	Report    *ShiftReport
}

// ShiftStart is who began a shift, and what their desk found.
type ShiftStart struct {
	Agent  AgentID
	At     Instant
	Checks []SelfCheck
}

// ShiftEnd is who ended a shift.
type ShiftEnd struct {
	Agent AgentID
	At    Instant
}

// BotErrorReport is who gave in the write-ups of a shift.
type BotErrorReport struct {
	By       AgentID
	At       Instant
	Count    int
	NoneSeen bool
}

// ShiftReport is a report that was published.
type ShiftReport struct {
	By     AgentID
	At     Instant
	Report []byte // a JSON object of package report
}

// StartedBy returns when and how an agent began the shift last.
func (s *ShiftState) StartedBy(a AgentID) (ShiftStart, bool) {
	if s == nil {
		return ShiftStart{}, false
	}
	for _, b := range slices.Backward(s.Started) {
		if b.Agent == a {
			return b, true
		}
	}
	return ShiftStart{}, false
}

// EndedBy reports whether an agent has ended the shift since they began it.
func (s *ShiftState) EndedBy(a AgentID) bool {
	if s == nil {
		return false
	}
	began, _ := s.StartedBy(a)
	return slices.ContainsFunc(s.Ended, func(e ShiftEnd) bool { return e.Agent == a && e.At >= began.At })
}

// Shift returns what is known of a shift, or nil.
func (f *Floor) Shift(id string) *ShiftState { return f.shifts[id] }

// Shifts returns the ids of the shifts that are remembered, in order.
func (f *Floor) Shifts() []string { return slices.Sorted(maps.Keys(f.shifts)) }

// applyShift folds shifts; it reports whether e was about one.
func (f *Floor) applyShift(e *Event) bool {
	switch b := e.Body.(type) {
	case *ShiftStarted:
		f.shift(b.Shift, func(s *ShiftState) {
			s.Started = append(s.Started[:len(s.Started):len(s.Started)], ShiftStart{Agent: b.Agent, At: e.At, Checks: b.Checks})
		})
	case *ShiftEnded:
		f.shift(b.Shift, func(s *ShiftState) {
			s.Ended = append(s.Ended[:len(s.Ended):len(s.Ended)], ShiftEnd{Agent: b.Agent, At: e.At})
		})
	case *BotErrorsSubmitted:
		f.shift(b.Shift, func(s *ShiftState) {
			s.BotErrors = &BotErrorReport{By: e.By, At: e.At, Count: b.Count, NoneSeen: b.NoneSeen}
		})
	case *ReportPublished:
		f.shift(b.Shift, func(s *ShiftState) { s.Report = &ShiftReport{By: e.By, At: e.At, Report: b.Report} })
	default:
		return false
	}
	return true
}

// shift changes a copy of a shift's state. The ids begin with the date, so the
// first in order is the oldest; it is forgotten if there is one too many.
func (f *Floor) shift(id string, change func(*ShiftState)) {
	next := &ShiftState{ID: id}
	if s := f.shifts[id]; s != nil {
		*next = *s
	}
	change(next)
	if f.shifts == nil {
		f.shifts = make(map[string]*ShiftState)
	}
	f.shifts[id] = next
	if len(f.shifts) > KeepShifts {
		delete(f.shifts, f.Shifts()[0])
	}
}
