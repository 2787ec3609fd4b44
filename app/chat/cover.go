package chat

import "slices"

// AskID names a request to cover for somebody.
type AskID string

// Cover is who answers for the floor now (G-COV-01). Nobody is the empty
// Agent, which is NO COVER.
type Cover struct {
	Agent AgentID
	Role  Role
	Since Instant
	// Why is in words.
	Why   string
	Shift string
	// Asks are those that nobody has answered yet, oldest first. The slice is
	// replaced, never changed in place.
	Asks []CoverAsk
}

// Ask returns the open request of that id.
func (c Cover) Ask(id AskID) (CoverAsk, bool) {
	for _, a := range c.Asks {
		if a.Ask == id {
			return a, true
		}
	}
	return CoverAsk{}, false
}

// CoverAsk is a request to cover that waits for an answer until Until.
type CoverAsk struct {
	Ask      AskID
	From, To AgentID
	Why      string
	At       Instant
	Until    Instant
}

type (
	// CoverChanged says who answers for the floor from now on. It ends every
	// request of who did before.
	CoverChanged struct {
		Agent AgentID
		Role  Role
		Shift string
		Why   string
	}

	// CoverAsked asks somebody to cover.
	CoverAsked struct {
		Ask      AskID
		From, To AgentID
		Why      string
		Until    Instant
	}

	// CoverAnswered ends a request. Agent is empty where nobody answered.
	CoverAnswered struct {
		Ask      AskID
		Agent    AgentID
		Accepted bool
		Reason   string
	}

	// BreakBegan says that somebody is on a break, and who covers for them; a
	// lead may let them go without cover, and says why.
	BreakBegan struct {
		Agent    AgentID
		Cover    AgentID
		Override string
	}

	// BreakEnded says that they are back.
	BreakEnded struct{ Agent AgentID }

	// IdleChanged says that nobody has touched an agent's desk for a while, or
	// that somebody did again.
	IdleChanged struct {
		Agent AgentID
		On    bool
	}
)

// The kinds of events about cover.
const (
	KindCoverChanged  Kind = "CoverChanged"
	KindCoverAsked    Kind = "CoverAsked"
	KindCoverAnswered Kind = "CoverAnswered"
	KindBreakBegan    Kind = "BreakBegan"
	KindBreakEnded    Kind = "BreakEnded"
	KindIdleChanged   Kind = "IdleChanged"
)

// Kind implements Body for each event.
func (*CoverChanged) Kind() Kind  { return KindCoverChanged }
func (*CoverAsked) Kind() Kind    { return KindCoverAsked }
func (*CoverAnswered) Kind() Kind { return KindCoverAnswered }
func (*BreakBegan) Kind() Kind    { return KindBreakBegan }
func (*BreakEnded) Kind() Kind    { return KindBreakEnded }
func (*IdleChanged) Kind() Kind   { return KindIdleChanged }

// The commands about cover.
const (
	NameAskCover      CommandName = "AskCover"
	NameAnswerCover   CommandName = "AnswerCover"
	NameTakeCover     CommandName = "TakeCover"
	NameOverrideBreak CommandName = "OverrideBreak"
	NameEndBreak      CommandName = "EndBreak"
	NameSetIdle       CommandName = "SetIdle"
)

type (
	// AskCover asks somebody to cover for a break.
	AskCover struct {
		To     AgentID
		Reason string
	}

	// AnswerCover says yes or no, and why not.
	AnswerCover struct {
		Ask    AskID
		Accept bool
		Reason string
	}

	// TakeCover makes oneself the one who answers for the floor.
	TakeCover struct{ Reason string }

	// OverrideBreak lets somebody go on a break without cover; leads only.
	OverrideBreak struct {
		Agent  AgentID
		Reason string
	}

	// EndBreak says that one is back.
	EndBreak struct{}

	// SetIdle is a desk's word that nobody touches it, or somebody does again.
	SetIdle struct{ On bool }
)

// Name implements Wish for each command.
func (*AskCover) Name() CommandName      { return NameAskCover }
func (*AnswerCover) Name() CommandName   { return NameAnswerCover }
func (*TakeCover) Name() CommandName     { return NameTakeCover }
func (*OverrideBreak) Name() CommandName { return NameOverrideBreak }
func (*EndBreak) Name() CommandName      { return NameEndBreak }
func (*SetIdle) Name() CommandName       { return NameSetIdle }

// Cover returns who answers for the floor.
func (f *Floor) Cover() Cover { return f.cover }

// applyCover folds cover, breaks and idle desks; it reports whether e was
// about one of those.
func (f *Floor) applyCover(e *Event) bool {
	switch b := e.Body.(type) {
	case *CoverChanged:
		was := f.cover.Agent
		asks := slices.DeleteFunc(slices.Clone(f.cover.Asks), func(a CoverAsk) bool {
			return a.From == was && was != b.Agent || a.To == b.Agent
		})
		f.cover = Cover{Agent: b.Agent, Role: b.Role, Since: e.At, Why: b.Why, Shift: b.Shift, Asks: asks}
	case *CoverAsked:
		asks := f.cover.Asks
		f.cover.Asks = append(asks[:len(asks):len(asks)],
			CoverAsk{Ask: b.Ask, From: b.From, To: b.To, Why: b.Why, At: e.At, Until: b.Until})
	case *CoverAnswered:
		f.cover.Asks = slices.DeleteFunc(slices.Clone(f.cover.Asks), func(a CoverAsk) bool { return a.Ask == b.Ask })
	case *BreakBegan:
		if a := f.agents[b.Agent]; a != nil {
			a.Break, a.BreakCover = e.At, b.Cover
		}
	case *BreakEnded:
		if a := f.agents[b.Agent]; a != nil {
			a.Break, a.BreakCover = 0, ""
		}
	case *IdleChanged:
		if a := f.agents[b.Agent]; a != nil {
			a.Idle = b.On
		}
	default:
		return false
	}
	return true
}
