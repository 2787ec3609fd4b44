package flow

import (
	"floorwalker/app/chat"
	"floorwalker/app/script"
)

// PromptKind is what a prompt asks for.
type PromptKind string

// The kinds of prompts.
const (
	PromptGreet    PromptKind = "greet"    // a step of the handover (G-HAND-01)
	PromptClarify  PromptKind = "clarify"  // ask what is not clear yet (S-FLOW-02)
	PromptReply    PromptKind = "reply"    // the customer waits for a line
	PromptUpdate   PromptKind = "update"   // say how things stand (S-MULTI-03)
	PromptCallback PromptKind = "callback" // offer a call (G-CB-05)
	PromptNudge    PromptKind = "nudge"    // G-NR-01
	PromptWarn     PromptKind = "warn"     // G-NR-02
	PromptClose    PromptKind = "close"    // G-NR-03: the last message, then the close sheet
	PromptConfirm  PromptKind = "confirm"  // say which line confirms that it is solved (S-FLOW-04)
	PromptClosing  PromptKind = "closing"  // a message of the closing (G-CLOSE-01 to -03)
	PromptRating   PromptKind = "rating"   // ask the customer to rate (V-RATE-01)
	PromptEnd      PromptKind = "end"      // nothing is missing: close the chat
	PromptNightAck PromptKind = "night"    // G-ON-03: a customer of the night is told who calls, and when
)

// Prompt is one right thing to do next.
type Prompt struct {
	Kind PromptKind
	// Response is the approved text that does it; empty where there is none.
	Response script.ResponseID
	// Step is its place in its script, from 1; 0 where it is in none.
	Step int
	// Words say it in a clause for people, such as "greet, step 2 of 3".
	Words string
	// Due is until when, zero if there is no clock. A prompt may be listed
	// before it is time; Now says that it is.
	Due chat.Instant
	Now bool
	// Obligation is the clock that it serves, if one does.
	Obligation chat.ObligationID
}
