package thread

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// needs are the operations of the backend that a step rests on: with none of them the
// step is not offered. Notes, tags and whispers are the hub's own and need nothing. It
// is read-only.
var needs = [steps][]chat.Operation{
	stepJoin:     {chat.OpJoin},
	stepTakeOver: {chat.OpTakeOver},
	stepForward:  {chat.OpForward, chat.OpForwardTeam},
	stepEscalate: {chat.OpForward, chat.OpForwardTeam},
	stepInvite:   {chat.OpInvite},
	stepLeave:    {chat.OpLeave},
	stepClose:    {chat.OpEnd},
	stepReturn:   {chat.OpReturn},
	stepCopy:     {chat.OpTranscript},
	stepBlock:    {chat.OpBlock},
	stepGroup:    {chat.OpJoin},
}

// unable says why the backend has nothing of what a step needs, or "".
func unable(t *view.Thread, s step) string {
	if len(needs[s]) == 0 || slices.ContainsFunc(needs[s], t.Can.Do) {
		return ""
	}
	return t.Can.Of(needs[s][0]).Words
}

// hint is what one should know before a step is taken: how the backend is made to do
// it, and what the customer sees of that.
func hint(t *view.Thread, s step) string {
	for _, op := range needs[s] {
		if said := words.Emulated(t.Can.Of(op)); said != "" {
			return said
		}
	}
	return ""
}

// backend names the chat system that a chat is from.
func (p *Pane) backend(t *view.Thread) string {
	if t.Row == nil {
		return words.Backend("", "")
	}
	b, _ := p.snap.Backend(t.Row.Backend)
	return words.Backend(b.Title, t.Row.Backend)
}
