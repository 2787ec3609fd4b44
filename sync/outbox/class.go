package outbox

import "floorwalker/app/chat"

// class says for how long a wish is good, and with it how the outbox treats
// it. Each command has one; see classOf.
type class byte

const (
	// undecided is a wish that nobody has thought about; it is never taken.
	undecided class = iota
	// quiet wishes are about this moment and leave no trace on a disk.
	quiet
	// bound wishes were made before a chat as it was on the screen. One that is
	// old, or whose chat has changed, may not be wanted any more.
	bound
	// shelved wishes save a version of a record. They are as good in three days
	// as they are now, because the hub merges them and refuses none for being
	// late.
	shelved
	// fact wishes tell of what has happened, whoever hears of it when, such as a
	// call that was made while the hub was away (D-04). The hub keeps them however
	// late they are.
	fact
)

// classOf decides. A command that is new to package chat has to be put here, or
// the outbox does not take it.
//
// Words (a message, a note, a whisper) and deeds are alike in this: both were
// meant for what the person saw. So a whisper is held when somebody else serves
// the chat by now, for that counts as a change of the chat, and a forward, an
// invitation or an answer to an offer, which runs out within a minute, is
// treated as a takeover is. What cannot be undone, such as a close or a promise,
// is never done late by itself. An attempt to call is no such wish: it is
// over by the time that it is told, and the rule that allows it was asked before
// the number was dialled. So are a signature under what was handed over, a key and
// a write-up: nothing that happens meanwhile makes them less true. A line of the
// team's is for whoever reads it whenever they do, and its author has its text nowhere
// else.
func classOf(w chat.Wish) class {
	switch w.(type) {
	case *chat.Observe, *chat.StopObserving, *chat.SetIdle:
		return quiet
	case *chat.PostMessage, *chat.PostNote, *chat.Whisper,
		*chat.TakeOver, *chat.AcceptChat, *chat.AcknowledgeAlert, *chat.DismissTrigger,
		*chat.MarkTrigger, *chat.ConfirmTrigger,
		*chat.Join, *chat.Leave, *chat.Forward, *chat.Invite,
		*chat.AcceptOffer, *chat.DeclineOffer, *chat.WithdrawOffer,
		*chat.AddTag, *chat.RemoveTag, *chat.EndChat,
		*chat.Escalate, *chat.HandToChannel, *chat.AskForHelp, *chat.AnswerHelp, *chat.SetFocus,
		*chat.ConfirmResolution, *chat.SetStep, *chat.AskRating, *chat.VerifyIdentity,
		*chat.KeepObligation, *chat.AttemptObligation, *chat.HandObligation, *chat.PromiseTo,
		*chat.SaveTicket, *chat.ChangePolicy,
		*chat.OfferCallback, *chat.ScheduleCallback, *chat.ReviewNight, *chat.UnlockNight,
		*chat.StartShift, *chat.EndShift, *chat.AskCover, *chat.AnswerCover, *chat.TakeCover,
		*chat.OverrideBreak, *chat.EndBreak, *chat.SignHandover, *chat.TakeHandover,
		*chat.SubmitBotErrors, *chat.PublishReport, *chat.RetireKey,
		*chat.ReturnToBot, *chat.BlockCustomer, *chat.SendTranscript, *chat.BeginGroup, *chat.EndGroup, *chat.NameLead,
		*chat.PromiseContact, *chat.AwaitAgent:
		return bound
	case *chat.SaveRecord:
		return shelved
	case *chat.BeginAttempt, *chat.EndAttempt, *chat.WriteBotError, *chat.RegisterKey, *chat.AcknowledgeHandover,
		*chat.PostTeam:
		return fact
	}
	return undecided
}

func (it *item) class() class { return classOf(it.Command.Body) }

// lasting reports whether neither time nor what happens in chats can hold it.
func (it *item) lasting() bool {
	c := it.class()
	return c == shelved || c == fact
}
