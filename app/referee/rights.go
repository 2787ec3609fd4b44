package referee

import (
	"slices"

	"floorwalker/app/chat"
)

// Right is one row of the table of who may do what: a command, or a sharper form
// of one, with the roles that may ask for it. Whether the chat is the agent's own is
// a question of the chat and not of the role, so a row says in words what is asked
// for beside the role. README's table is made of these rows.
type Right struct {
	Command chat.CommandName
	// Form names a sharper form of the command, such as taking a chat from a
	// colleague; it is empty for the command itself.
	Form Form
	// Roles are those that may, in the order of a team.
	Roles []chat.Role
	// Words say what is done, as in "may …".
	Words string
	// Only says on what condition beside the role; it may be empty.
	Only string
}

// Form tells a sharper form of a command from the command.
type Form string

// The sharper forms.
const (
	formColleague Form = "colleague" // of what a colleague serves
	formOverride  Form = "override"  // for none of the reasons that the policy knows
	formGroup     Form = "group"     // of a group chat that somebody else leads
	formOther     Form = "other"     // to somebody else than the customer
)

// Rights returns the whole table of who may do what. What is not in it nobody may
// do: the hub refuses it before it looks at anything else.
func Rights() []Right {
	return slices.Concat(chatRights, ladderRights, dutyRights, backendRights, teamRights)
}

// rightOf finds a row. The table has some eighty, and a decision costs more.
func rightOf(n chat.CommandName, f Form) (Right, bool) {
	for _, part := range [...][]Right{chatRights, ladderRights, dutyRights, backendRights, teamRights} {
		for i := range part {
			if part[i].Command == n && part[i].Form == f {
				return part[i], true
			}
		}
	}
	return Right{}, false
}

// may reports whether a role may ask for a command in one of its forms.
func may(role chat.Role, n chat.CommandName, f Form) bool {
	r, known := rightOf(n, f)
	return known && slices.Contains(r.Roles, role)
}

// May reports whether the role may send the command at all, so that a desk
// can grey out what would be refused. That a chat has the right owner is
// decided by [Decide].
func May(role chat.Role, n chat.CommandName) bool { return may(role, n, "") }

// MayTakeFromColleague reports whether the role may take over a chat that
// another agent serves.
func MayTakeFromColleague(role chat.Role) bool { return may(role, chat.NameTakeOver, formColleague) }

// The roles of a row. They are read-only.
var (
	// everyRole may do what needs no rank; whether the agent is the owner is a
	// question of the chat.
	everyRole = []chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleBackup, chat.RoleLead}
	// leads may do what answers for others.
	leads = []chat.Role{chat.RoleLead}
)

// Conditions that many rows have.
const (
	onlyOwner  = "who serves it"
	onlyServes = "who serves it or has joined"
	onlyOwes   = "who owes it, or a lead"
	onlySelf   = "for oneself"
	onlyLead   = "its lead, or its owner while that one is away"
)

// chatRights are about watching and serving a chat. They are read-only, as are the
// other parts of the table.
var chatRights = []Right{
	{chat.NameObserve, "", everyRole, "watch a chat, seen by nobody but leads in the audit", ""},
	{chat.NameStopObserving, "", everyRole, "stop watching a chat", ""},
	{chat.NameTakeOver, "", everyRole, "take a chat over from the bot", ""},
	{chat.NameTakeOver, formColleague, leads, "take a chat over from a colleague", ""},
	{chat.NameAcceptChat, "", everyRole, "start a chat that waits in the queue", ""},
	{chat.NamePostMessage, "", everyRole, "write to the customer", onlyServes},
	{chat.NamePostNote, "", everyRole, "write a note for the team", ""},
	{chat.NameAddTag, "", everyRole, "tag a chat", ""},
	{chat.NameRemoveTag, "", everyRole, "take a tag away", ""},
	{chat.NameAcknowledgeAlert, "", everyRole, "say that an alert was seen", ""},
	{chat.NameDismissTrigger, "", everyRole, "say that an alert was none, with a reason", ""},
	{chat.NameMarkTrigger, "", everyRole, "mark a line of the bot as wrong, or one of the customer as frustrated", ""},
	{chat.NameConfirmTrigger, "", everyRole, "say that a suspicion is right", ""},
	{chat.NameEndChat, "", everyRole, "end a chat, with its ticket", onlyOwner + "; in a group chat " + onlyLead},
	{chat.NameEndChat, formGroup, leads, "end a group chat that somebody else leads", ""},
	{chat.NameSaveTicket, "", everyRole, "change the ticket of a chat that has ended", ""},
	{chat.NameSetStep, "", everyRole, "move a chat to another of its steps", onlyServes},
	{chat.NameConfirmResolution, "", everyRole, "link the line in which the customer confirms the solution", onlyServes},
	{chat.NameAskRating, "", everyRole, "ask the customer for a rating", onlyServes},
	{chat.NameVerifyIdentity, "", everyRole, "say which identity checks the customer has passed", onlyServes},
	{chat.NameAskForHelp, "", everyRole, "call for a lead", onlyServes},
	{chat.NameAnswerHelp, "", leads, "answer a call for a lead", "of somebody else"},
}

// ladderRights are about who else is in a chat, and whose it becomes.
var ladderRights = []Right{
	{chat.NameWhisper, "", everyRole, "whisper to who serves a chat", "who does not serve it"},
	{chat.NameJoin, "", everyRole, "join a chat, seen by the customer", ""},
	{chat.NameLeave, "", everyRole, "leave a chat", onlyServes},
	{chat.NameForward, "", everyRole, "forward a chat to a person or a team", onlyOwner},
	{chat.NameInvite, "", everyRole, "ask a colleague into a chat", onlyServes},
	{chat.NameEscalate, "", everyRole, "escalate a chat", onlyOwner},
	{chat.NameHandToChannel, "", everyRole, "go on by phone, mail or ticket", onlyOwner},
	{chat.NameAwaitAgent, "", everyRole, "have a chat wait for a colleague who is away", onlyOwner + ", where the policy lets chats wait"},
	{chat.NamePromiseContact, "", everyRole, "promise that a colleague who is away gets in touch", onlyServes + ", where the policy lets that be promised"},
	{chat.NameAcceptOffer, "", everyRole, "accept what is offered", "to whom it is offered"},
	{chat.NameDeclineOffer, "", everyRole, "decline what is offered, with a reason", "to whom it is offered; an escalation to a team, a lead"},
	{chat.NameWithdrawOffer, "", everyRole, "take an offer back", "who made it"},
	{chat.NameBeginGroup, "", everyRole, "make a chat a group chat, and lead it", onlyOwner + ", where the policy has group chats"},
	{chat.NameEndGroup, "", everyRole, "make a group chat an ordinary one again", onlyLead},
	{chat.NameEndGroup, formGroup, leads, "do so where somebody else leads it", ""},
	{chat.NameNameLead, "", everyRole, "make somebody in the chat the lead of a group chat", onlyLead},
	{chat.NameNameLead, formGroup, leads, "do so where somebody else leads it", ""},
}

// dutyRights are about what is owed, calls among it, and the night.
var dutyRights = []Right{
	{chat.NameKeepObligation, "", everyRole, "say that what was owed is done", onlyOwes},
	{chat.NameAttemptObligation, "", everyRole, "write down a call in vain", onlyOwes},
	{chat.NameHandObligation, "", everyRole, "give what is owed to a colleague", onlyOwes},
	{chat.NamePromiseTo, "", everyRole, "write down what was promised", onlyServes},
	{chat.NameBeginAttempt, "", everyRole, "begin a call", onlyOwes},
	{chat.NameEndAttempt, "", everyRole, "say what came of a call", "who made it"},
	{chat.NameOfferCallback, "", everyRole, "offer a call for one of the six reasons", onlyServes},
	{chat.NameOfferCallback, formOverride, leads, "offer a call for another reason", onlyServes},
	{chat.NameScheduleCallback, "", everyRole, "agree on a call with the customer", onlyServes},
	{chat.NameReviewNight, "", everyRole, "review a chat of the night", ""},
	{chat.NameUnlockNight, "", everyRole, "write to a customer of the night before a call, with a reason", ""},
	{chat.NameWriteBotError, "", everyRole, "write up an error of the bot", ""},
}

// backendRights are about what only the chat's backend can do.
var backendRights = []Right{
	{chat.NameReturnToBot, "", everyRole, "give a chat back to the bot, with a reason", onlyOwner + "; in a group chat " + onlyLead},
	{chat.NameReturnToBot, formGroup, leads, "give back a group chat that somebody else leads", ""},
	{chat.NameBlockCustomer, "", everyRole, "keep a customer from writing, or let them again, with a reason", onlyServes},
	{chat.NameBlockCustomer, formColleague, leads, "do so in a chat of somebody else", ""},
	{chat.NameSendTranscript, "", everyRole, "have the chat mailed to the customer", "who serves it, has joined or served it last"},
	{chat.NameSendTranscript, formOther, leads, "have it mailed to another address than the customer's, or from a chat of somebody else", ""},
}

// teamRights are about the team and no chat of its own.
var teamRights = []Right{
	{chat.NamePostTeam, "", everyRole, "write to the team's channel, or beside a chat", ""},
	{chat.NameSaveRecord, "", everyRole, "change canned responses, follow-ups and notes of handovers", ""},
	{chat.NameSetFocus, "", everyRole, "ask to be offered nothing more for now", onlySelf},
	{chat.NameSetIdle, "", everyRole, "be idle", "the desk's own word"},
	{chat.NameChangePolicy, "", leads, "change the policy", ""},
	{chat.NameRegisterKey, "", everyRole, "register the key of a desk", onlySelf},
	{chat.NameRetireKey, "", leads, "retire the key of somebody", ""},
	{chat.NameStartShift, "", everyRole, "begin a shift", ""},
	{chat.NameEndShift, "", everyRole, "end a shift", "while nothing of it is nobody's"},
	{chat.NameAskCover, "", everyRole, "ask a colleague to cover", onlySelf},
	{chat.NameAnswerCover, "", everyRole, "answer who asked for cover", "who was asked"},
	{chat.NameTakeCover, "", everyRole, "answer for the floor", "who may by the roster's rules"},
	{chat.NameOverrideBreak, "", leads, "let somebody go on a break without cover", ""},
	{chat.NameEndBreak, "", everyRole, "come back from a break", onlySelf},
	{chat.NameSignHandover, "", everyRole, "sign a handover", onlySelf},
	{chat.NameAcknowledgeHandover, "", everyRole, "acknowledge a handover", "to whom it goes"},
	{chat.NameTakeHandover, "", leads, "take what nobody acknowledged", ""},
	{chat.NameSubmitBotErrors, "", everyRole, "submit the bot's errors of a shift", ""},
	{chat.NamePublishReport, "", everyRole, "publish the report of a day", ""},
}
