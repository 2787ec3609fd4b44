package thread

import (
	"slices"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// step is one rung of the ladder of control, or one of the ways on from it.
type step int

// The steps, in the order in which they stand in the head.
const (
	stepObserve step = iota
	stepWhisper
	stepJoin
	stepTakeOver
	stepNote
	stepForward
	stepEscalate
	stepInvite
	stepTag
	stepLeave
	stepClose
	stepGroup
	stepReturn
	stepCopy
	stepBlock
	steps // how many there are
)

// called is what a step is called and the key that does the same, as it is
// printed.
var called = [steps]struct{ word, key string }{
	stepObserve:  {"Observe", ""},
	stepWhisper:  {"Whisper", "Ctrl ⇧ W"},
	stepJoin:     {"Join", "Ctrl ⇧ J"},
	stepTakeOver: {"Take over", "Ctrl ⇧ T"},
	stepNote:     {"Note", "Ctrl ⇧ N"},
	stepForward:  {"Forward…", "Ctrl ⇧ F"},
	stepEscalate: {"Escalate…", "Ctrl ⇧ L"},
	stepInvite:   {"Invite…", "Ctrl ⇧ I"},
	stepTag:      {"Tag…", "Ctrl T"},
	stepLeave:    {"Leave…", "Ctrl ⇧ V"},
	stepClose:    {"Close…", "Ctrl ⇧ X"},
	stepGroup:    {"Group", "Ctrl ,"},
	stepReturn:   {"Return to bot…", "F11"},
	stepCopy:     {"Send copy…", "Ctrl ."},
	stepBlock:    {"Block…", "Ctrl ⇧ ."},
}

// rungs returns the steps that the ladder shows to who looks at t. Who only
// watches has nothing to forward, to leave or to end (S-TRF-01), and what the chat's
// backend does not have is nowhere.
func rungs(t *view.Thread, me app.Me, groups bool) []step {
	all := []step{stepObserve, stepWhisper, stepJoin, stepTakeOver, stepNote}
	switch lead := me.Role == chat.RoleLead; {
	case within(t.Stance):
		all = append(all, stepForward, stepEscalate, stepInvite, stepTag, stepLeave, stepClose)
		if groups || t.Group.On {
			all = append(all, stepGroup)
		}
		all = append(all, stepReturn, stepCopy, stepBlock)
	case t.Stance == view.Ended:
		all = append(all, stepTag, stepCopy)
	case lead: // who answers for others
		all = append(all, stepTag, stepCopy, stepBlock)
	default:
		all = append(all, stepTag)
	}
	return slices.DeleteFunc(all, func(s step) bool {
		_, _, here := standing(t, s, modeStance)
		return !here && unable(t, s) != ""
	})
}

// ladder says where one stands and what can be done from there, with the box
// of m open.
func ladder(t *view.Thread, me app.Me, shown []step, m mode) []kit.Segment {
	segments := make([]kit.Segment, len(shown))
	for i, s := range shown {
		g := kit.Segment{Word: wordOf(t, s), Key: called[s].key, Hint: hint(t, s)}
		word, tone, here := standing(t, s, m)
		switch {
		case here:
			g.Word, g.Selected, g.Tone = word, true, tone
		default:
			g.Locked = lock(t, me, s)
		}
		segments[i] = g
	}
	return segments
}

// standing names the step on which one stands; of two the one that has the
// keyboard.
func standing(t *view.Thread, s step, m mode) (word string, tone kit.Tone, here bool) {
	switch {
	case m == modeNote:
		return "Note", kit.Amber, s == stepNote
	case m == modeWhisper:
		return "Whispering", kit.Violet, s == stepWhisper
	case t.Stance == view.Observing:
		return "Observing", kit.Violet, s == stepObserve
	case t.Stance == view.Joined:
		return "Joined", kit.Blue, s == stepJoin
	case t.Stance == view.Taking:
		return "Taking over…", kit.Blue, s == stepTakeOver
	case t.Stance == view.Yours:
		return "Yours", kit.Blue, s == stepTakeOver
	}
	return "", kit.Grey, false
}

// wordOf names a step as it is now.
func wordOf(t *view.Thread, s step) string {
	switch {
	case s == stepTakeOver:
		return stepWord(t)
	case s == stepGroup && t.Group.On:
		return "Group…"
	case s == stepBlock && t.Blocked:
		return "Unblock…"
	}
	return called[s].word
}

// stepWord names the step that makes a chat one's own: there is nothing to
// take over where nobody answers (E-ACT-04).
func stepWord(t *view.Thread) string {
	if t.Stage == chat.StageQueued {
		return "Start chat"
	}
	return called[stepTakeOver].word
}

// lock is the reason why a step cannot be taken now, or "". Where the hub has
// a sentence for it, it is the same: package referee decides, and this only
// saves the way there and back.
func lock(t *view.Thread, me app.Me, s step) string {
	if t.Stance == view.Ended {
		if s == stepNote || s == stepTag || s == stepCopy {
			return unable(t, s)
		}
		return "This chat is closed."
	}
	if why := unable(t, s); why != "" {
		return why
	}
	switch s {
	case stepObserve:
		return observeLock(t)
	case stepWhisper:
		return whisperLock(t)
	case stepJoin:
		return joinLock(t)
	case stepTakeOver:
		return takeOverLock(t, me)
	}
	return lockOn(t, me, s)
}

// lockOn is lock for the ways on from a chat that one is in.
func lockOn(t *view.Thread, me app.Me, s step) string {
	switch s {
	case stepForward:
		return forwardLock(t, "forward")
	case stepEscalate:
		return forwardLock(t, "escalate")
	case stepInvite:
		return inviteLock(t)
	case stepLeave:
		return leaveLock(t)
	case stepClose:
		return finishLock(t, me, "end")
	case stepReturn:
		return returnLock(t, me)
	case stepGroup:
		return groupLock(t)
	}
	return ""
}

// observeLock says how one comes back to watching unseen.
func observeLock(t *view.Thread) string {
	switch t.Stance {
	case view.Taking:
		return "The bot is being stopped."
	case view.Joined:
		return "Everybody knows that you are in this chat; leave it first."
	case view.Yours:
		return "You serve this chat; forward it or leave it first."
	}
	return ""
}

func whisperLock(t *view.Thread) string {
	switch {
	case t.Stance == view.Yours:
		return "You serve this chat yourself; write a note to keep something in mind."
	case t.Owner == "":
		return "Nobody serves this chat, so nobody would read a whisper; write a note, or take the chat over."
	}
	return ""
}

func joinLock(t *view.Thread) string {
	switch {
	case t.Stance == view.Joined:
		return "You are in this chat already."
	case t.Stance == view.Yours:
		return "You serve this chat yourself."
	case t.Stance == view.Taking:
		return "You are taking this chat over."
	case t.Stage == chat.StageQueued:
		return "This chat waits in the queue; start it instead."
	case t.Owner == "":
		return "The bot serves this chat; take it over instead."
	}
	return ""
}

func takeOverLock(t *view.Thread, me app.Me) string {
	switch {
	case t.Stance == view.Taking:
		return "You are taking this chat over."
	case t.Stance == view.Yours:
		return "You serve this chat already."
	case t.Owner != "" && !referee.MayTakeFromColleague(me.Role):
		return t.Server + " serves this chat; only a lead can take it from a colleague."
	}
	return ""
}

// forwardLock is why a chat cannot be offered to somebody who would serve it; do is
// the verb.
func forwardLock(t *view.Thread, do string) string {
	if why := serveLock(t, do); why != "" {
		return why
	}
	for _, o := range t.Offers {
		if o.Kind != chat.OfferInvitation {
			return "You have offered this chat to " + o.ToName + " already; wait for the answer, or take the offer back."
		}
	}
	return ""
}

// serveLock is why somebody who does not serve the chat may not do what its
// owner alone does.
func serveLock(t *view.Thread, do string) string {
	switch {
	case t.Stance == view.Yours:
		return ""
	case t.Owner == "":
		return "You do not serve this chat; take it over to " + do + " it."
	}
	return t.Server + " serves this chat; only they can " + do + " it."
}

func inviteLock(t *view.Thread) string {
	if within(t.Stance) {
		return ""
	}
	return "You are not in this chat; join it or take it over to invite somebody."
}

func leaveLock(t *view.Thread) string {
	if within(t.Stance) {
		return ""
	}
	return "You are not in this chat, so there is nothing to leave."
}

// within reports whether the customer knows that I am here, and so whether there
// is a box to write to them in.
func within(s view.Stance) bool { return s == view.Joined || s == view.Yours }
