package referee

import (
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
)

// Scene is what a wish is decided by, beside the wish.
type Scene struct {
	Floor *chat.Floor
	// Now is hub time; Uncertain says that it is a guess. What cannot be
	// undone, and depends on the time, is a lead's to decide then.
	Now       chat.Instant
	Uncertain bool
	// Edition is the policy in force. One that is nil, as on a desk that has just
	// started, decides all but what needs its numbers and lists.
	Edition *policy.Edition
	// FollowUps are the records of calls that belong to no chat.
	FollowUps followup.List
}

// Decide answers one command. It returns either a Decision, which may be
// empty, or a refusal with words; never both. A command whose id the chat
// already knows is a replay: it gets an empty Decision, as its effect has
// happened.
//
// What is about the team has no chat; attempts to call have one, or a record of
// the shared list. Every other command has a chat.
func (s Scene) Decide(c chat.Command) (Decision, *chat.Refusal) {
	if !wellFormed(c.ID) {
		return Decision{}, refuse(chat.RefusedInvalid, "This command has no usable id.")
	}
	if c.Body == nil {
		return Decision{}, refuse(chat.RefusedInvalid, "This command says nothing that this version knows.")
	}
	switch w := c.Body.(type) {
	case *chat.SaveRecord:
		return save(s.Floor, c, w, s.Now)
	case *chat.SetFocus:
		return focus(s.Floor, c, w, s.Now)
	case *chat.ChangePolicy:
		return changePolicy(s.Floor, c, w, s.Now, s.Edition)
	case *chat.PostTeam:
		if c.Chat == "" {
			return s.postChannel(c, w)
		}
	}
	if aboutShift(c.Body) {
		return s.decideShift(c)
	}
	return s.decideChat(c)
}

// decideChat decides what is about a chat, or about a call without one.
func (s Scene) decideChat(c chat.Command) (Decision, *chat.Refusal) {
	if ofRecord(c) {
		return s.decideRecord(c)
	}
	ch := s.Floor.Chat(c.Chat)
	if ch == nil {
		return s.withoutChat(c)
	}
	by, no := actor(s.Floor, c)
	if no != nil {
		return Decision{}, no
	}
	if ch.Knows(chat.EventID(c.ID)) {
		return Decision{}, nil
	}
	r := s.ruling(c, by)
	r.chat = ch
	if no := r.able(); no != nil {
		return Decision{}, no
	}
	return r.decide()
}

// ruling is a command of by's that is being decided in this scene.
func (s Scene) ruling(c chat.Command, by *chat.Agent) *ruling {
	r := &ruling{scene: s, floor: s.Floor, by: by, cmd: c, now: s.Now, edition: s.Edition}
	if s.Edition != nil {
		r.policy = &s.Edition.Policy
	}
	return r
}
