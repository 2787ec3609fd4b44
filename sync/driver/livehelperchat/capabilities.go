package livehelperchat

import (
	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

var (
	_ driver.Driver        = (*Driver)(nil)
	_ driver.Titled        = (*Driver)(nil)
	_ driver.Reporter      = (*Driver)(nil)
	_ driver.Ender         = (*Driver)(nil)
	_ driver.Closer        = (*Driver)(nil)
	_ driver.Noter         = (*Driver)(nil)
	_ driver.Tagger        = (*Driver)(nil)
	_ driver.TeamForwarder = (*Driver)(nil)
	_ driver.Returner      = (*Driver)(nil)
	_ driver.Companion     = (*Driver)(nil)
	_ driver.Rater         = (*Driver)(nil)
)

// Capabilities implements [driver.Driver]. What is not named is not there: articles,
// transcripts, WhatsApp and the server's canned responses have no call that a key opens.
func (d *Driver) Capabilities() chat.Capabilities {
	stream := "asked for every few seconds, more rarely when nothing moves"
	if d.cfg.Hints != "" {
		stream = "asked for every few seconds; the NodeJS-Helper says when to ask at once"
	}
	const native, emulated = chat.AbilityNative, chat.AbilityEmulated
	return chat.Capabilities{
		{Op: chat.OpStream, Ability: emulated, How: stream},
		{Op: chat.OpAllChats, Ability: native},
		{Op: chat.OpObserve, Ability: native},
		{Op: chat.OpHistory, Ability: native},
		{Op: chat.OpReplay, Ability: native, How: "nothing is kept for us; what is there is read again"},
		{Op: chat.OpReply, Ability: native, Sees: "the line under the agent's name"},
		{Op: chat.OpFile, Ability: native, How: "of the kinds and sizes that the server's settings let operators send", Sees: "the file", Unverified: true},
		{Op: chat.OpReceipt, Ability: native},
		{Op: chat.OpTakeOver, Ability: native, Sees: "that an operator is there, once a line is written"},
		{Op: chat.OpForward, Ability: native, How: "where the right for it is missing, by a raw change that no operator is told of", Sees: "the new operator's name"},
		{Op: chat.OpForwardTeam, Ability: emulated, How: "as a raw change of the department, which no operator is told of"},
		{Op: chat.OpReturn, Ability: native, How: "for chats that a bot has been in", Sees: "the bot's next line"},
		{Op: chat.OpJoin, Ability: emulated, How: "by writing in it; the server lists one operator in a chat", Sees: "the lines of whoever joins"},
		{Op: chat.OpInvite, Ability: emulated, How: "on the floor only; the server does not learn of it"},
		{Op: chat.OpLeave, Ability: emulated, How: "who serves the chat puts it back among those that wait; of others the server never knew"},
		{Op: chat.OpEnd, Ability: native, How: "and read again, as the server also says yes where it does nothing", Sees: "that the chat is over"},
		{Op: chat.OpEndReason, Ability: emulated, How: "in the remarks of the chat, because the server has no field for it"},
		{Op: chat.OpRating, Ability: emulated, How: "by showing the department's survey; while it is shown the chat is over for the customer", Sees: "the survey, in place of the chat"},
		{Op: chat.OpNote, Ability: native},
		{Op: chat.OpTag, Ability: emulated, How: "as a subject that the server has already; one can be added here, and taken away on the server's own screen only"},
		{Op: chat.OpCustomer, Ability: native},
		{Op: chat.OpDraft, Ability: native},
		{Op: chat.OpTyping, Ability: native},
		{Op: chat.OpBotMark, Ability: native},
		{Op: chat.OpConfidence, Ability: emulated, How: "where the bot says it, as \"confidence\" in the line's debug content"},
		{Op: chat.OpBlock, Ability: chat.AbilityNone, How: "the server refuses its command for it to every key, and asks for somebody at its own screen"},
		{Op: chat.OpTeamChannels, Ability: native},
	}
}
