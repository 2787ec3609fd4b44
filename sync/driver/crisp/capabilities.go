package crisp

import (
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Capabilities implements [driver.Driver]. Nothing was tried against Crisp itself, so
// whatever rests on the documents alone is Unverified. A right that turned out to be
// missing takes its operations away.
func (d *Driver) Capabilities() chat.Capabilities {
	var out chat.Capabilities
	for _, c := range abilities() {
		if d.without(c.Op) {
			c = chat.Capability{Op: c.Op, Ability: chat.AbilityNone, How: "The key or the plan at Crisp does not allow it."}
		}
		out = append(out, c)
	}
	return out
}

// without reports whether an operation is not there for want of a right or of a bot.
func (d *Driver) without(op chat.Operation) bool {
	switch op {
	case chat.OpNote, chat.OpJoin, chat.OpLeave:
		return d.rights.lacking(rightNotes)
	case chat.OpFile:
		return d.rights.lacking("bucket:url")
	case chat.OpArticle:
		return d.rights.lacking("website:helpdesk")
	case chat.OpForwardTeam, chat.OpTeamChannels:
		return d.rights.lacking("website:inboxes")
	case chat.OpBlock, chat.OpTranscript, chat.OpRating:
		return d.rights.lacking("website:conversation:actions")
	case chat.OpReturn:
		return !d.roster.returns()
	}
	return false
}

func abilities() chat.Capabilities {
	native := func(op chat.Operation, sees string) chat.Capability {
		return chat.Capability{Op: op, Ability: chat.AbilityNative, Sees: sees, Unverified: true}
	}
	made := func(op chat.Operation, how, sees string) chat.Capability {
		return chat.Capability{Op: op, Ability: chat.AbilityEmulated, How: how, Sees: sees, Unverified: true}
	}
	none := func(op chat.Operation, how string) chat.Capability {
		return chat.Capability{Op: op, Ability: chat.AbilityNone, How: how}
	}
	return chat.Capabilities{
		native(chat.OpStream, ""),
		native(chat.OpAllChats, ""),
		native(chat.OpObserve, ""),
		native(chat.OpHistory, ""),
		made(chat.OpReplay, "Crisp repeats nothing, so after a lost connection the chats that have changed are read again.", ""),
		native(chat.OpReply, "the line, under the agent's name"),
		native(chat.OpFile, "the file, under the agent's name"),
		native(chat.OpReceipt, ""),
		made(chat.OpTakeOver, "The agent's operator is assigned and the chat leaves the bot's inbox; Crisp does not promise that its bot falls silent at that very moment.", ""),
		native(chat.OpForward, ""),
		made(chat.OpForwardTeam, "The chat is moved into the inbox of that name, and nobody is assigned.", ""),
		made(chat.OpReturn, "The chat is moved back into the bot's inbox, and nobody is assigned.", ""),
		made(chat.OpJoin, "As a note for the team, because Crisp knows of one person in a chat; the customer learns of it by the name on the first line.", ""),
		made(chat.OpInvite, "On the floor alone, as Crisp knows of one person in a chat.", ""),
		made(chat.OpLeave, "As a note for the team.", ""),
		native(chat.OpEnd, "nothing until they write again, which opens the chat"),
		made(chat.OpEndReason, "As a note, a segment and data of the chat, because Crisp has no field for it.", ""),
		native(chat.OpRating, "a question for a rating in the chat"),
		native(chat.OpNote, ""),
		made(chat.OpTag, "As segments; the whole list is read and written, so a change that somebody makes in that moment may be lost.", ""),
		native(chat.OpCustomer, ""),
		native(chat.OpDraft, ""),
		native(chat.OpTyping, ""),
		native(chat.OpBotMark, ""),
		made(chat.OpConfidence, "A bot of your own says it in a line's properties, under \""+keyConfidence+"\", from 0 to 1; Crisp's own bot does not say.", ""),
		none(chat.OpCanned, "Crisp's canned responses cannot be reached from outside; those of the floor can."),
		made(chat.OpArticle, "As a link to the article in the helpdesk.", "the link"),
		native(chat.OpTranscript, "a mail with the chat"),
		native(chat.OpBlock, "nothing; what they write does not arrive any more"),
		none(chat.OpWhatsApp, "Crisp answers by WhatsApp only where the customer has written by it."),
		made(chat.OpTeamChannels, "Inboxes are taken for teams.", ""),
	}
}

// Status implements [driver.Reporter].
func (d *Driver) Status() driver.Status {
	s := d.health.Status()
	s.Missing = d.rights.missing()
	if w := d.quotaWords(&s); w != "" && s.State != chat.BackendRefused {
		s.Words = w
		if s.State.Well() { // there is more than what is seen
			s.State = chat.BackendCatchingUp
		}
		return s
	}
	if s.Words != "" || !s.State.Well() {
		return s
	}
	for _, r := range s.Missing {
		if r.Needed {
			s.Words = fmt.Sprintf("The key lacks the right %q. %s", r.Name, r.Without)
			return s
		}
	}
	if s.Limit > 0 && s.Used >= s.Limit*(100-reserve)/100 {
		s.Words = fmt.Sprintf("%d of the %d calls that Crisp allows in a day are used; what was said before in new chats is not read until there are more.", s.Used, s.Limit)
	}
	return s
}
