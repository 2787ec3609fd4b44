package chatwoot

import (
	"strings"

	"floorwalker/app/chat"
)

// Capabilities implements [driver.Driver]. None was ever tried against a live Chatwoot,
// and each says so. A token that is not an administrator's does not see all chats.
func (d *Driver) Capabilities() chat.Capabilities {
	const token = "The line comes from the Chatwoot user whose access token the hub has, whoever wrote it here."
	c := chat.Capabilities{
		native(chat.OpStream, "", ""),
		native(chat.OpAllChats, "", ""),
		native(chat.OpObserve, "Chatwoot counts the token's user as present for twenty seconds after each connection, unless they are set to offline there.", ""),
		native(chat.OpHistory, "", ""),
		emulated(chat.OpReplay, "by asking for every chat that has changed, after each lost connection and once a minute", ""),
		native(chat.OpReply, token, "The name and picture of that user."),
		native(chat.OpFile, "", "The file, below the line."),
		native(chat.OpReceipt, "Where the web widget says that its customer has looked.", ""),
		native(chat.OpTakeOver, "The chat is assigned and then opened. A bot that answers in open chats too has to be changed at Chatwoot.", "Nothing by itself."),
		native(chat.OpForward, "", ""),
		native(chat.OpForwardTeam, "A team with automatic assignment may give it to one of its members at once.", ""),
		native(chat.OpReturn, "To the agent bot from Chatwoot 4.8 on; before, to nobody, and pending.", "The bot answers again."),
		native(chat.OpJoin, "As a participant, whom only agents see.", ""),
		native(chat.OpInvite, "As a participant, whom only agents see.", ""),
		native(chat.OpLeave, "", ""),
		native(chat.OpEnd, "", "That the chat is resolved, and a survey where the inbox has one."),
		emulated(chat.OpEndReason, "as the conversation's custom attributes close_reason and close_ticket, because Chatwoot has no field for it", ""),
		emulated(chat.OpRating, "by a survey message, which the web widget draws; other channels show its text", "A survey with five smileys."),
		native(chat.OpNote, "The note comes from the Chatwoot user whose access token the hub has.", ""),
		native(chat.OpTag, "As labels; one that is not defined at Chatwoot is kept and not shown in its dashboard.", ""),
		native(chat.OpCustomer, "", ""),
		none(chat.OpDraft),
		native(chat.OpTyping, "", ""),
		native(chat.OpBotMark, "", ""),
		emulated(chat.OpConfidence, "where the bot writes content_attributes.bot_confidence, from 0 to 1, into its messages", ""),
		native(chat.OpCanned, "", ""),
		emulated(chat.OpArticle, "as a link to the published article", "A link."),
		native(chat.OpTranscript, "", "A mail with the chat."),
		native(chat.OpBlock, "", "That what they write brings no answer."),
		none(chat.OpWhatsApp),
		native(chat.OpTeamChannels, "", ""),
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.self != nil && !d.self.administrator() {
		for i := range c {
			if c[i].Op == chat.OpAllChats {
				c[i].Ability = chat.AbilityEmulated
				c[i].How = "only the chats of the inboxes that the token's user belongs to, because it is not an administrator's"
			}
		}
	}
	return c
}

func native(op chat.Operation, how, sees string) chat.Capability {
	return chat.Capability{Op: op, Ability: chat.AbilityNative, How: how, Sees: sees, Unverified: true}
}

func emulated(op chat.Operation, how, sees string) chat.Capability {
	return chat.Capability{Op: op, Ability: chat.AbilityEmulated, How: how, Sees: sees, Unverified: true}
}

func none(op chat.Operation) chat.Capability {
	return chat.Capability{Op: op, Ability: chat.AbilityNone}
}

func (s *session) administrator() bool { return strings.EqualFold(s.role, "administrator") }
