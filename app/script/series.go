package script

// Ids of the responses that rules and other panes name. The text behind each
// is the team's to edit; the id is the meaning.
const (
	IDCallAsked       ResponseID = "call-asked"       // G-CAN-01
	IDTakeOver1       ResponseID = "takeover-1"       // G-HAND-02, G-CAN-02
	IDTakeOver2       ResponseID = "takeover-2"       // G-HAND-03, G-CAN-02
	IDTakeOver3       ResponseID = "takeover-3"       // G-HAND-04, G-CAN-02
	IDQuery           ResponseID = "query"            // G-CAN-03
	IDInformation     ResponseID = "information"      // G-CAN-04
	IDSilence1        ResponseID = "silence-1"        // G-NR-01, G-CAN-05
	IDSilence1Other   ResponseID = "silence-1b"       // G-NR-01, the other wording
	IDSilence2        ResponseID = "silence-2"        // G-NR-02, G-CAN-05
	IDSilence3        ResponseID = "silence-3"        // G-NR-03, G-CAN-05
	IDAfterHours      ResponseID = "after-hours"      // G-CAN-06
	IDAlreadySolved   ResponseID = "already-solved"   // G-CAN-07
	IDClosing1        ResponseID = "closing-1"        // G-CLOSE-01
	IDClosing2        ResponseID = "closing-2"        // G-CLOSE-02
	IDClosing3        ResponseID = "closing-3"        // G-CLOSE-03
	IDClosingOpen     ResponseID = "closing-open"     // G-CLOSE-05 to -07
	IDDelayedAck      ResponseID = "delayed-ack"      // G-ON-03
	IDDelayedAckNow   ResponseID = "delayed-ack-now"  // G-ON-03, A-17: the dialler opens next
	IDDelayedWrite    ResponseID = "delayed-write"    // G-ON-08
	IDDelayedPhone    ResponseID = "delayed-phone"    // G-ON-09
	IDFollowUpPhone   ResponseID = "followup-phone"   // G-FU-10
	IDCallbackOffer   ResponseID = "callback-offer"   // G-CB-08
	IDCallbackConfirm ResponseID = "callback-confirm" // G-CB-10, G-CB-11
	IDCallbackPhone   ResponseID = "callback-phone"   // G-CB
)

// Script is an ordered set of responses.
type Script struct {
	Name  string
	Steps []ResponseID
}

// TakeOverScript is the greeting in three steps after a takeover (G-HAND-01).
func TakeOverScript() Script {
	return Script{"Takeover", []ResponseID{IDTakeOver1, IDTakeOver2, IDTakeOver3}}
}

// SilenceScript is what a silent customer gets, at the three times of the
// policy (G-NR-01 to -03).
func SilenceScript() Script {
	return Script{"Silent customer", []ResponseID{IDSilence1, IDSilence2, IDSilence3}}
}

// ClosingScript ends a chat that was resolved (G-CLOSE-01 to -03).
func ClosingScript() Script {
	return Script{"Closing", []ResponseID{IDClosing1, IDClosing2, IDClosing3}}
}

// UnresolvedScript ends a chat in which something is still to be done
// (G-CLOSE-04 to -07).
func UnresolvedScript() Script {
	return Script{"Closing, not solved", []ResponseID{IDClosingOpen, IDClosing3}}
}

// Scripts returns all of them.
func Scripts() []Script {
	return []Script{TakeOverScript(), SilenceScript(), ClosingScript(), UnresolvedScript()}
}

// Missing returns the steps that l does not offer, because somebody deleted
// them: a script with a gap must say so rather than skip a step.
func (s Script) Missing(l Library) []ResponseID {
	var ids []ResponseID
	for _, id := range s.Steps {
		if _, ok := l.Get(id); !ok {
			ids = append(ids, id)
		}
	}
	return ids
}
