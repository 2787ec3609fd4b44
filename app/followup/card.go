package followup

import (
	"maps"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
)

// Card returns what to say on the phone, text by text: the approved ones for this
// kind of call, with their blanks filled as far as they are known. k is what is
// known of the chat behind it; what only the call knows is added here: the
// customer's zone, by their number, so that nobody is wished a good morning at
// night. A text that the library has not any more is left out.
func Card(l *Line, lib script.Library, k script.Known, ed *policy.Edition) []script.Filled {
	if k.Customer.Name == "" {
		k.Customer.Name = l.Customer
	}
	if k.Zone == nil { // of the number that is dialled; where it is the chat's, it is ZoneOf
		k.Zone = l.Phone.Zone()
	}
	typed := maps.Clone(k.Typed)
	fill := func(slot, value string) {
		if value != "" && typed[slot] == "" {
			typed[slot] = value
		}
	}
	if typed == nil {
		typed = make(map[string]string)
	}
	fill(script.SlotRef, l.Ref)
	if len(k.Messages) == 0 {
		fill("issue", l.Why)
	}
	k.Typed = typed
	var said []script.Filled
	for _, id := range CardIDs(l, ed) {
		if v, ok := lib.Get(script.ResponseID(id)); ok && !v.Deleted {
			said = append(said, script.Fill(v.Content, k))
		}
	}
	return said
}

// CardIDs returns the ids of the texts for this kind of call: for one that comes
// after a delay (G-ON-09), for a callback that was agreed on and has its number
// (G-CB), and for any other follow-up (G-FU-10). The slice is the policy's and is not
// changed.
func CardIDs(l *Line, ed *policy.Edition) []string {
	switch {
	case l.Reason == chat.CallOvernight || l.Reason == chat.CallDelayCheck:
		return ed.Scripts.CallDelayed
	case l.Ref != "":
		return ed.Scripts.CallCallback
	}
	return ed.Scripts.CallFollowUp
}
