package referee

import (
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// focus is somebody's wish to be offered nothing more until what they have is
// done (S-MULTI-05). It stops offers and no alert: the watching never stops.
func focus(f *chat.Floor, c chat.Command, w *chat.SetFocus, now chat.Instant) (Decision, *chat.Refusal) {
	by, no := aboutTeam(f, c)
	if no != nil || f.Knows(chat.EventID(c.ID)) || by.Focus == w.On {
		return Decision{}, no
	}
	return aboutAll(c, now, &chat.FocusChanged{Agent: by.ID, On: w.On}), nil
}

// changePolicy puts another policy in force (issue: leads, with who, when and
// the difference). It is bound to the version that its author edited, so that
// nobody overwrites what they have not seen.
func changePolicy(f *chat.Floor, c chat.Command, w *chat.ChangePolicy, now chat.Instant, e *policy.Edition) (Decision, *chat.Refusal) {
	_, no := aboutTeam(f, c)
	if no != nil || f.Knows(chat.EventID(c.ID)) {
		return Decision{}, no
	}
	if e == nil {
		return Decision{}, refuseNoPolicy()
	}
	if have := e.Policy.Version; w.Version != have {
		return Decision{}, refuse(chat.RefusedGone, "The policy is at version "+strconv.Itoa(have)+" by now, and you edited version "+
			strconv.Itoa(w.Version)+"; look at what has changed and edit that.")
	}
	reason, no := needReason(w.Reason, "Say in a few words why the policy changes.")
	if no != nil {
		return Decision{}, no
	}
	next, err := policy.ParseEdition(w.File)
	if err != nil {
		return Decision{}, refuse(chat.RefusedInvalid, "This policy cannot be used: "+oneLine(err.Error())+".")
	}
	if want := e.Policy.Version + 1; next.Policy.Version != want {
		return Decision{}, refuse(chat.RefusedInvalid, "This policy says that it is version "+strconv.Itoa(next.Policy.Version)+"; the next one is "+strconv.Itoa(want)+".")
	}
	return aboutAll(c, now, &chat.PolicyChanged{Version: next.Policy.Version, File: w.File, Reason: reason}), nil
}

// aboutTeam checks who asks for something that belongs to no chat.
func aboutTeam(f *chat.Floor, c chat.Command) (*chat.Agent, *chat.Refusal) {
	by, no := actor(f, c)
	if no == nil && c.Chat != "" {
		no = refuse(chat.RefusedInvalid, "What is for the whole team belongs to no chat.")
	}
	return by, no
}

func aboutAll(c chat.Command, now chat.Instant, b chat.Body) Decision {
	return Decision{Events: []chat.Event{{ID: chat.EventID(c.ID), At: now, By: c.By, Body: b}}}
}
