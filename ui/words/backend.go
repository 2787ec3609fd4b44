package words

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// operationNames say what an operation is, as a heading in a table. It is read-only.
var operationNames = map[chat.Operation]string{
	chat.OpStream:       "News comes by itself",
	chat.OpAllChats:     "All open chats are seen",
	chat.OpObserve:      "Watching is not noticed",
	chat.OpHistory:      "What was said before",
	chat.OpReplay:       "What was missed is read again",
	chat.OpReply:        "Write to the customer",
	chat.OpFile:         "Send a file",
	chat.OpReceipt:      "Know that a line arrived",
	chat.OpTakeOver:     "Take over from the bot",
	chat.OpForward:      "Forward to a person",
	chat.OpForwardTeam:  "Forward to a team",
	chat.OpReturn:       "Return to the bot",
	chat.OpJoin:         "Join beside a colleague",
	chat.OpInvite:       "Invite a colleague",
	chat.OpLeave:        "Leave",
	chat.OpEnd:          "End the chat",
	chat.OpEndReason:    "Keep why it ended",
	chat.OpRating:       "Ask for a rating",
	chat.OpNote:         "Notes for the team",
	chat.OpTag:          "Tags",
	chat.OpCustomer:     "What is known of the customer",
	chat.OpDraft:        "See what is being typed",
	chat.OpTyping:       "See that somebody types",
	chat.OpBotMark:      "Tell the bot's lines",
	chat.OpConfidence:   "How sure the bot was",
	chat.OpCanned:       "Its own canned responses",
	chat.OpArticle:      "Its help articles",
	chat.OpTranscript:   "Send the chat by mail",
	chat.OpBlock:        "Block a customer",
	chat.OpWhatsApp:     "WhatsApp to a number",
	chat.OpTeamChannels: "Know its teams",
}

// Operation names what can be done with a chat at its backend.
func Operation(o chat.Operation) string {
	if n, ok := operationNames[o]; ok {
		return n
	}
	return Upper(strings.ReplaceAll(string(o), "_", " "))
}

// Ability says how a backend does an operation.
func Ability(a chat.Ability) string {
	switch a {
	case chat.AbilityNative:
		return "native"
	case chat.AbilityEmulated:
		return "emulated"
	}
	return "not there"
}

// Backend names a chat system where its description gives no title.
func Backend(title, name string) string {
	switch {
	case title != "":
		return title
	case name != "":
		return Upper(name)
	}
	return "the chat system"
}

// BackendState says how the connection to a chat system is.
func BackendState(s chat.BackendState) string {
	switch s {
	case chat.BackendLive:
		return "Live"
	case chat.BackendPolling:
		return "Live, asked for regularly"
	case chat.BackendStarting:
		return "Not reached yet"
	case chat.BackendCatchingUp:
		return "Reading what was missed"
	case chat.BackendDown:
		return "Not reachable"
	case chat.BackendRefused:
		return "Not let in"
	}
	return "Unknown"
}

// Emulated says how an operation is made up for and what the customer sees of it, in
// one or two sentences; it is empty where a backend does it itself and the customer
// sees nothing worth a word.
func Emulated(c view.Can) string {
	var said []string
	if c.Ability == chat.AbilityEmulated && c.Words != "" {
		said = append(said, Upper(full(c.Words)))
	}
	if c.Sees != "" && (c.Ability == chat.AbilityEmulated || c.Words != "") {
		said = append(said, "The customer sees: "+full(c.Sees))
	}
	if c.Unverified && c.Do() && len(said) > 0 {
		said = append(said, "Never tried on a live server.")
	}
	return strings.Join(said, " ")
}

// full ends s as a sentence does.
func full(s string) string {
	if s = strings.TrimSpace(s); s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
