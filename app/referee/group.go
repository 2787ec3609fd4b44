package referee

import (
	"strconv"

	"floorwalker/app/chat"
)

// decideTeam decides what several people do in one chat, and what only its backend can
// do.
func (r *ruling) decideTeam() (Decision, *chat.Refusal) {
	switch w := r.cmd.Body.(type) {
	case *chat.BeginGroup:
		return r.beginGroup()
	case *chat.EndGroup:
		return r.endGroup()
	case *chat.NameLead:
		return r.nameLead(w)
	case *chat.AwaitAgent:
		return r.awaitAgent(w)
	case *chat.PromiseContact:
		return r.promiseContact(w)
	case *chat.PostTeam:
		return r.postSide(w)
	case *chat.ReturnToBot:
		return r.returnToBot(w)
	case *chat.BlockCustomer:
		return r.blockCustomer(w)
	case *chat.SendTranscript:
		return r.sendTranscript(w)
	}
	return Decision{}, refuseUnknown()
}

// beginGroup makes a chat one that several serve together, led by who serves it
// (C-TRF-03). Whether a team has such chats, and how many may be in one, is its
// policy's.
func (r *ruling) beginGroup() (Decision, *chat.Refusal) {
	switch c := r.chat; {
	case !c.Active():
		return Decision{}, refuseClosed()
	case c.Group:
		return Decision{}, nil
	case c.Owner != r.by.ID:
		return Decision{}, refuse(chat.RefusedNotOwner, "Only who serves this chat can make it a group chat.")
	case r.edition == nil:
		return Decision{}, refuseNoPolicy()
	case !r.policy.Group.On:
		return Decision{}, refuse(chat.RefusedInvalid, "The team's policy has no group chats; invite a colleague instead.")
	case 1+len(r.chat.Joined) > r.policy.Group.Max:
		return Decision{}, refuseFull(r.policy.Group.Max)
	}
	return Decision{Events: r.events(&chat.GroupChanged{On: true, Lead: r.by.ID})}, nil
}

// endGroup makes it an ordinary chat again: whoever is in it stays, and its owner ends
// it.
func (r *ruling) endGroup() (Decision, *chat.Refusal) {
	if !r.chat.Group {
		return Decision{}, nil
	}
	if no := r.mayFinish("end the group"); no != nil {
		return Decision{}, no
	}
	return Decision{Events: r.events(&chat.GroupChanged{})}, nil
}

// nameLead has somebody else lead the group; it has to be somebody who is in it and
// there.
func (r *ruling) nameLead(w *chat.NameLead) (Decision, *chat.Refusal) {
	c := r.chat
	if !c.Group {
		return Decision{}, refuse(chat.RefusedGone, "This is no group chat.")
	}
	if no := r.mayFinish("name another lead"); no != nil {
		return Decision{}, no
	}
	if c.Lead == w.Agent {
		return Decision{}, nil
	}
	a := r.floor.Agent(w.Agent)
	switch {
	case a == nil || !c.Serves(w.Agent):
		return Decision{}, refuse(chat.RefusedInvalid, "Only somebody who is in this chat can lead it; invite them first.")
	case a.Outside:
		return Decision{}, refuse(chat.RefusedInvalid, outsider(r.name(w.Agent))+"; choose somebody of the team.")
	case a.Presence != chat.PresenceOnline:
		return Decision{}, refuse(chat.RefusedOffline, r.name(w.Agent)+" is offline; choose somebody who is there.")
	}
	return Decision{Events: r.events(&chat.GroupChanged{On: true, Lead: w.Agent})}, nil
}

// roomInGroup refuses one more in a group chat that has as many as the policy lets be
// in one.
func (r *ruling) roomInGroup() *chat.Refusal {
	if !r.chat.Group || r.policy == nil {
		return nil
	}
	if most := r.policy.Group.Max; 1+len(r.chat.Joined) >= most {
		return refuseFull(most)
	}
	return nil
}

func refuseFull(most int) *chat.Refusal {
	return refuse(chat.RefusedBusy, "The team's policy allows "+strconv.Itoa(most)+" agents in a group chat, and it has as many.")
}

// outside reports whether only the backend knows somebody.
func outside(f *chat.Floor, id chat.AgentID) bool {
	a := f.Agent(id)
	return a != nil && a.Outside
}

// outsider begins a sentence about somebody whom only the backend knows.
func outsider(name string) string {
	return name + " works in the chat platform's own screen and has no desk here"
}
