package practice

import "floorwalker/app/chat"

// Capabilities implements [driver.Driver]. The practice floor is our own, so nearly
// everything is native; what no customer of it could see is not there.
func (p *Practice) Capabilities() chat.Capabilities {
	native := []chat.Operation{
		chat.OpStream, chat.OpAllChats, chat.OpObserve, chat.OpHistory, chat.OpReplay, chat.OpReply, chat.OpFile, chat.OpReceipt,
		chat.OpTakeOver, chat.OpForward, chat.OpForwardTeam, chat.OpReturn, chat.OpJoin, chat.OpInvite, chat.OpLeave, chat.OpEnd, chat.OpEndReason,
		chat.OpRating, chat.OpNote, chat.OpTag, chat.OpCustomer, chat.OpTyping, chat.OpBotMark, chat.OpConfidence, chat.OpBlock, chat.OpWhatsApp,
	}
	c := make(chat.Capabilities, 0, len(native))
	for _, op := range native {
		c = append(c, chat.Capability{Op: op, Ability: chat.AbilityNative})
	}
	return c
}

// Title implements [driver.Titled].
func (p *Practice) Title() string { return "Practice floor" }
