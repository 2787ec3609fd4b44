package chat

// NewWish returns an empty wish of the given name, or nil for one that this
// version does not know.
func NewWish(n CommandName) Wish {
	if f := newWish[n]; f != nil {
		return f()
	}
	return nil
}

// CommandNames returns every command this version knows, in no particular order.
func CommandNames() []CommandName {
	ns := make([]CommandName, 0, len(newWish))
	for n := range newWish {
		ns = append(ns, n)
	}
	return ns
}

// newWish is read-only after initialisation.
var newWish = map[CommandName]func() Wish{
	NameTakeOver:            func() Wish { return new(TakeOver) },
	NameAcceptChat:          func() Wish { return new(AcceptChat) },
	NamePostMessage:         func() Wish { return new(PostMessage) },
	NamePostNote:            func() Wish { return new(PostNote) },
	NameObserve:             func() Wish { return new(Observe) },
	NameStopObserving:       func() Wish { return new(StopObserving) },
	NameAcknowledgeAlert:    func() Wish { return new(AcknowledgeAlert) },
	NameDismissTrigger:      func() Wish { return new(DismissTrigger) },
	NameMarkTrigger:         func() Wish { return new(MarkTrigger) },
	NameConfirmTrigger:      func() Wish { return new(ConfirmTrigger) },
	NameWhisper:             func() Wish { return new(Whisper) },
	NameJoin:                func() Wish { return new(Join) },
	NameLeave:               func() Wish { return new(Leave) },
	NameForward:             func() Wish { return new(Forward) },
	NameInvite:              func() Wish { return new(Invite) },
	NameAcceptOffer:         func() Wish { return new(AcceptOffer) },
	NameDeclineOffer:        func() Wish { return new(DeclineOffer) },
	NameWithdrawOffer:       func() Wish { return new(WithdrawOffer) },
	NameAddTag:              func() Wish { return new(AddTag) },
	NameRemoveTag:           func() Wish { return new(RemoveTag) },
	NameEndChat:             func() Wish { return new(EndChat) },
	NameSaveRecord:          func() Wish { return new(SaveRecord) },
	NameEscalate:            func() Wish { return new(Escalate) },
	NameHandToChannel:       func() Wish { return new(HandToChannel) },
	NameAskForHelp:          func() Wish { return new(AskForHelp) },
	NameAnswerHelp:          func() Wish { return new(AnswerHelp) },
	NameSetFocus:            func() Wish { return new(SetFocus) },
	NameConfirmResolution:   func() Wish { return new(ConfirmResolution) },
	NameSetStep:             func() Wish { return new(SetStep) },
	NameAskRating:           func() Wish { return new(AskRating) },
	NameVerifyIdentity:      func() Wish { return new(VerifyIdentity) },
	NameKeepObligation:      func() Wish { return new(KeepObligation) },
	NameAttemptObligation:   func() Wish { return new(AttemptObligation) },
	NameHandObligation:      func() Wish { return new(HandObligation) },
	NamePromiseTo:           func() Wish { return new(PromiseTo) },
	NameSaveTicket:          func() Wish { return new(SaveTicket) },
	NameChangePolicy:        func() Wish { return new(ChangePolicy) },
	NameBeginAttempt:        func() Wish { return new(BeginAttempt) },
	NameEndAttempt:          func() Wish { return new(EndAttempt) },
	NameOfferCallback:       func() Wish { return new(OfferCallback) },
	NameScheduleCallback:    func() Wish { return new(ScheduleCallback) },
	NameReviewNight:         func() Wish { return new(ReviewNight) },
	NameUnlockNight:         func() Wish { return new(UnlockNight) },
	NameWriteBotError:       func() Wish { return new(WriteBotError) },
	NameRegisterKey:         func() Wish { return new(RegisterKey) },
	NameRetireKey:           func() Wish { return new(RetireKey) },
	NameStartShift:          func() Wish { return new(StartShift) },
	NameEndShift:            func() Wish { return new(EndShift) },
	NameAskCover:            func() Wish { return new(AskCover) },
	NameAnswerCover:         func() Wish { return new(AnswerCover) },
	NameTakeCover:           func() Wish { return new(TakeCover) },
	NameOverrideBreak:       func() Wish { return new(OverrideBreak) },
	NameEndBreak:            func() Wish { return new(EndBreak) },
	NameSetIdle:             func() Wish { return new(SetIdle) },
	NameSignHandover:        func() Wish { return new(SignHandover) },
	NameAcknowledgeHandover: func() Wish { return new(AcknowledgeHandover) },
	NameTakeHandover:        func() Wish { return new(TakeHandover) },
	NameSubmitBotErrors:     func() Wish { return new(SubmitBotErrors) },
	NameReturnToBot:         func() Wish { return new(ReturnToBot) },
	NameBlockCustomer:       func() Wish { return new(BlockCustomer) },
	NameSendTranscript:      func() Wish { return new(SendTranscript) },
	NameBeginGroup:          func() Wish { return new(BeginGroup) },
	NameEndGroup:            func() Wish { return new(EndGroup) },
	NameNameLead:            func() Wish { return new(NameLead) },
	NamePromiseContact:      func() Wish { return new(PromiseContact) },
	NameAwaitAgent:          func() Wish { return new(AwaitAgent) },
	NamePostTeam:            func() Wish { return new(PostTeam) },
	NamePublishReport:       func() Wish { return new(PublishReport) },
}
