package cover

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Ask judges AskCover: from wants a break, and asks to, or everybody who may if
// to is empty. The bodies are CoverAsked, one for each person who is asked;
// or BreakBegan at once, where from answers for nothing now. Each ask's id is
// the command's, with the person behind it if there are several.
func Ask(f *chat.Floor, ed *policy.Edition, now chat.Instant, cmd chat.CommandID, from, to chat.AgentID, reason string) ([]chat.Body, *chat.Refusal) {
	return nil, nil
}

// Answer judges AnswerCover by me. A yes has CoverAnswered, then BreakBegan if
// the question was for a break, then CoverChanged.
func Answer(f *chat.Floor, ed *policy.Edition, now chat.Instant, me chat.AgentID, ask chat.AskID, accept bool, reason string) ([]chat.Body, *chat.Refusal) {
	return nil, nil
}

// Take judges TakeCover by me: one CoverChanged.
func Take(f *chat.Floor, ed *policy.Edition, now chat.Instant, me chat.AgentID, reason string) ([]chat.Body, *chat.Refusal) {
	return nil, nil
}

// Override judges OverrideBreak: a lead lets agent have a break that nobody
// covers, and answers for the floor meanwhile if agent did (D-12).
func Override(f *chat.Floor, ed *policy.Edition, now chat.Instant, lead, agent chat.AgentID, reason string) ([]chat.Body, *chat.Refusal) {
	return nil, nil
}

// End judges EndBreak by me: one BreakEnded.
func End(f *chat.Floor, me chat.AgentID) ([]chat.Body, *chat.Refusal) { return nil, nil }

// MayGo reports whether me may leave the desk, be disturbed by nothing or quit
// the program: not while they answer for the floor and nobody stands behind
// them. Words say why not, and what to do.
func MayGo(f *chat.Floor, ed *policy.Edition, now chat.Instant, me chat.AgentID) (words string, ok bool) {
	return "", true
}
