// Package words turns the nouns of the floor into what people read, in one
// place: the board, the thread, the notices and the palette say the same thing
// with the same words. It knows no widgets and asks no clock.
package words

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/view"
)

// Section names a part of the board.
func Section(s view.Section) string {
	switch s {
	case view.Alerts:
		return "Alerts"
	case view.All:
		return "All chats"
	case view.Mine:
		return "Mine"
	case view.Bot:
		return "Bot"
	case view.Queue:
		return "Queue"
	case view.Escalations:
		return "Escalations"
	}
	return ""
}

// EmptySection says what would stand in a section that is empty, and how it
// would come there.
func EmptySection(s view.Section) (title, words string) {
	switch s {
	case view.Alerts:
		return "Nobody needs a person now", "A chat comes here when the bot fails or the customer asks for a human."
	case view.Mine:
		return "No chat is yours", "Take a chat over with Ctrl+Shift+T and it stands here."
	case view.Bot:
		return "The bot serves nobody now", "Chats stand here while the bot answers them."
	case view.Queue:
		return "Nobody is waiting", "A chat waits here when the bot hands it to people."
	case view.Escalations:
		return "Nothing is escalated", "A chat stands here from the moment it is escalated, Ctrl+Shift+L, until somebody accepts it."
	default:
		return "No chats on the floor", "New chats appear here the moment a customer writes."
	}
}

// Count is a number with its noun, "1 alert", "3 alerts".
func Count(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// Online is how many of a team are there.
func Online(n int) string {
	if n == 0 {
		return "nobody online"
	}
	return fmt.Sprintf("%d online", n)
}

// Note is what a section has to say above its rows: their order (S-MULTI-01), or
// how long chats wait for a person (S-ACC-06).
func Note(s view.Section, w report.AcceptTimes) string {
	if s != view.Queue || w.N == 0 {
		return "What is owed soonest stands first"
	}
	return fmt.Sprintf("Of %s accepted: half within %s, 95 of 100 within %s",
		Count(w.N, "chat"), Clock(w.P50), Clock(w.P95))
}

// Missing says why an empty board may not be the truth; the title is empty if
// it is.
func Missing(l app.Link, cached bool) (title, text string) {
	switch l.State {
	case app.LinkLive:
		return "", ""
	case app.LinkRefused:
		return "Not let in", "The hub did not accept this desk. Sign in again with a token that your team lead makes."
	case app.LinkReading:
		return "Reading the floor", "The chats appear in a moment."
	case app.LinkDialing:
		return "Connecting", "The chats appear when the hub answers."
	}
	if cached {
		return "Offline", "There was no chat when this desk was last connected."
	}
	return "Offline", "This desk has not seen the floor yet. It keeps trying to connect."
}

// Channel names how a customer came.
func Channel(c chat.Channel) string {
	switch c {
	case chat.ChannelWebsite:
		return "Website"
	case chat.ChannelWhatsApp:
		return "WhatsApp"
	case "":
		return "Unknown channel"
	}
	return Upper(short(string(c)))
}

// short bounds a name that a backend gave, for places that cannot give way.
func short(s string) string {
	const most = 24
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// Upper begins s with a capital, in scripts that have them.
func Upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[n:]
}

// Name is the customer's, or a word for somebody who gave none.
func Name(s string) string {
	if strings.TrimSpace(s) == "" {
		return "Visitor"
	}
	return s
}

// Label is the customer's name with room left for what stands behind it.
func Label(name string) string { return short(Name(name)) }

// Who says in capitals who answers a chat.
func Who(r *view.Row) string {
	switch {
	case r.Stage == chat.StageClosed:
		return "ENDED"
	case r.Mine:
		return "YOU"
	case r.Server != "":
		return strings.ToUpper(r.Server)
	case r.Stage == chat.StageQueued:
		return "QUEUE"
	case r.Speaking == chat.SpeakerBot:
		return "BOT"
	}
	return "NOBODY"
}

// Speaking says who answers, for the head of a thread.
func Speaking(t *view.Thread) string {
	switch {
	case t.Stance == view.Ended:
		return "Ended"
	case t.Stance == view.Taking:
		return "Taking over…"
	case t.Group.On && t.Group.Mine:
		return "Group · you lead"
	case t.Group.On:
		return "Group · " + short(t.Group.LeadName) + " leads"
	case t.Stance == view.Yours:
		return "Yours · bot stopped"
	case t.Stance == view.Joined && t.Server != "":
		return "Joined · " + short(t.Server) + " serves it"
	case t.Server != "":
		return short(t.Server) + " is answering"
	case t.Stage == chat.StageQueued:
		return "Waiting for a person"
	case t.Speaking == chat.SpeakerBot:
		return "Bot is answering"
	}
	return "Nobody is answering"
}

// Unsent says in a row that lines of one's own have not gone.
func Unsent(n int) string { return Count(n, "line") + " not sent" }

// Offered says in a row what an offer asks of the person at the desk.
func Offered(k chat.OfferKind) string {
	switch k {
	case chat.OfferInvitation:
		return "Invites you"
	case chat.OfferEscalation:
		return "Escalated to you"
	case chat.OfferAwait:
		return "Waits for you"
	}
	return "Forward to you"
}

// Tag is a tag as it is written everywhere: with the sign by which the filter
// finds it (E-ACT-09).
func Tag(t string) string { return "#" + short(t) }

// Tier says how soon somebody must step in.
func Tier(t chat.Tier, p *policy.Policy) string {
	if t == chat.TierImmediate {
		return fmt.Sprintf("step in within %s", Span(p.TakeOver.Immediate))
	}
	return fmt.Sprintf("step in within %s", Span(p.TakeOver.Proactive))
}
