package referee

import (
	"slices"

	"floorwalker/app/chat"
)

// right is a command, or a sharper form of one.
type right string

// The sharper forms.
const (
	// rightTakeFromColleague is TakeOver where an agent serves already.
	rightTakeFromColleague right = "TakeOver/colleague"
	// rightOverrideReason is OfferCallback for none of the six reasons.
	rightOverrideReason right = "OfferCallback/override"
)

// everyRole may do what needs no rank; whether the agent is the owner is a
// question of the chat, not of the role.
var everyRole = []chat.Role{chat.RolePrimary, chat.RoleSecondary, chat.RoleBackup, chat.RoleLead}

// leads may do what answers for others.
var leads = []chat.Role{chat.RoleLead}

// rights is the table of who may do what. It is read-only. What is not in it
// nobody may do.
var rights = map[right][]chat.Role{
	right(chat.NameObserve):          everyRole,
	right(chat.NameStopObserving):    everyRole,
	right(chat.NameTakeOver):         everyRole,
	rightTakeFromColleague:           leads,
	right(chat.NameAcceptChat):       everyRole,
	right(chat.NamePostMessage):      everyRole,
	right(chat.NamePostNote):         everyRole,
	right(chat.NameAcknowledgeAlert): everyRole,
	right(chat.NameDismissTrigger):   everyRole,
	right(chat.NameMarkTrigger):      everyRole,
	right(chat.NameConfirmTrigger):   everyRole,
	right(chat.NameWhisper):          everyRole,
	right(chat.NameJoin):             everyRole,
	right(chat.NameLeave):            everyRole,
	right(chat.NameForward):          everyRole,
	right(chat.NameInvite):           everyRole,
	right(chat.NameAcceptOffer):      everyRole,
	right(chat.NameDeclineOffer):     everyRole,
	right(chat.NameWithdrawOffer):    everyRole,
	right(chat.NameAddTag):           everyRole,
	right(chat.NameRemoveTag):        everyRole,
	right(chat.NameEndChat):          everyRole,
	right(chat.NameSaveRecord):       everyRole,

	right(chat.NameEscalate):          everyRole,
	right(chat.NameHandToChannel):     everyRole,
	right(chat.NameAskForHelp):        everyRole,
	right(chat.NameAnswerHelp):        leads,
	right(chat.NameSetFocus):          everyRole,
	right(chat.NameConfirmResolution): everyRole,
	right(chat.NameSetStep):           everyRole,
	right(chat.NameAskRating):         everyRole,
	right(chat.NameVerifyIdentity):    everyRole,
	right(chat.NameKeepObligation):    everyRole,
	right(chat.NameAttemptObligation): everyRole,
	right(chat.NameHandObligation):    everyRole,
	right(chat.NamePromiseTo):         everyRole,
	right(chat.NameSaveTicket):        everyRole,
	right(chat.NameChangePolicy):      leads,

	right(chat.NameBeginAttempt):     everyRole,
	right(chat.NameEndAttempt):       everyRole,
	right(chat.NameOfferCallback):    everyRole,
	rightOverrideReason:              leads,
	right(chat.NameScheduleCallback): everyRole,
	right(chat.NameReviewNight):      everyRole,
	right(chat.NameUnlockNight):      everyRole,
	right(chat.NameWriteBotError):    everyRole,

	right(chat.NameRegisterKey):         everyRole,
	right(chat.NameRetireKey):           leads,
	right(chat.NameStartShift):          everyRole,
	right(chat.NameEndShift):            everyRole,
	right(chat.NameAskCover):            everyRole,
	right(chat.NameAnswerCover):         everyRole,
	right(chat.NameTakeCover):           everyRole,
	right(chat.NameOverrideBreak):       leads,
	right(chat.NameEndBreak):            everyRole,
	right(chat.NameSetIdle):             everyRole,
	right(chat.NameSignHandover):        everyRole,
	right(chat.NameAcknowledgeHandover): everyRole,
	right(chat.NameTakeHandover):        leads,
	right(chat.NameSubmitBotErrors):     everyRole,
	right(chat.NamePublishReport):       everyRole,
}

func may(role chat.Role, r right) bool { return slices.Contains(rights[r], role) }

// May reports whether the role may send the command at all, so that a desk
// can grey out what would be refused. That a chat has the right owner is
// decided by [Decide].
func May(role chat.Role, n chat.CommandName) bool { return may(role, right(n)) }

// MayTakeFromColleague reports whether the role may take over a chat that
// another agent serves.
func MayTakeFromColleague(role chat.Role) bool { return may(role, rightTakeFromColleague) }
