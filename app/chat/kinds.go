package chat

// NewBody returns an empty body of the given kind, or nil for a kind that
// this version does not know.
func NewBody(k Kind) Body {
	if f := newBody[k]; f != nil {
		return f()
	}
	return nil
}

// Kinds returns every kind this version knows, in no particular order.
func Kinds() []Kind {
	ks := make([]Kind, 0, len(newBody))
	for k := range newBody {
		ks = append(ks, k)
	}
	return ks
}

// newBody is read-only after initialisation.
var newBody = map[Kind]func() Body{
	KindChatOpened:           func() Body { return new(ChatOpened) },
	KindCustomerDescribed:    func() Body { return new(CustomerDescribed) },
	KindMessagePosted:        func() Body { return new(MessagePosted) },
	KindMessageDelivered:     func() Body { return new(MessageDelivered) },
	KindNotePosted:           func() Body { return new(NotePosted) },
	KindChatQueued:           func() Body { return new(ChatQueued) },
	KindChatAccepted:         func() Body { return new(ChatAccepted) },
	KindTakeOverClaimed:      func() Body { return new(TakeOverClaimed) },
	KindChatTakenOver:        func() Body { return new(ChatTakenOver) },
	KindTakeOverReverted:     func() Body { return new(TakeOverReverted) },
	KindChatClosed:           func() Body { return new(ChatClosed) },
	KindTriggerRaised:        func() Body { return new(TriggerRaised) },
	KindTriggerCleared:       func() Body { return new(TriggerCleared) },
	KindTriggerDismissed:     func() Body { return new(TriggerDismissed) },
	KindTriggerConfirmed:     func() Body { return new(TriggerConfirmed) },
	KindAlertAcknowledged:    func() Body { return new(AlertAcknowledged) },
	KindObligationStarted:    func() Body { return new(ObligationStarted) },
	KindObligationEnded:      func() Body { return new(ObligationEnded) },
	KindAgentAdded:           func() Body { return new(AgentAdded) },
	KindAgentRevoked:         func() Body { return new(AgentRevoked) },
	KindPresenceChanged:      func() Body { return new(PresenceChanged) },
	KindAgentJoined:          func() Body { return new(AgentJoined) },
	KindAgentLeft:            func() Body { return new(AgentLeft) },
	KindOfferMade:            func() Body { return new(OfferMade) },
	KindOfferAccepted:        func() Body { return new(OfferAccepted) },
	KindOfferReturned:        func() Body { return new(OfferReturned) },
	KindChatForwarded:        func() Body { return new(ChatForwarded) },
	KindWhisperPosted:        func() Body { return new(WhisperPosted) },
	KindTagAdded:             func() Body { return new(TagAdded) },
	KindTagRemoved:           func() Body { return new(TagRemoved) },
	KindRecordSaved:          func() Body { return new(RecordSaved) },
	KindObligationPaused:     func() Body { return new(ObligationPaused) },
	KindObligationResumed:    func() Body { return new(ObligationResumed) },
	KindObligationBreached:   func() Body { return new(ObligationBreached) },
	KindObligationAttempted:  func() Body { return new(ObligationAttempted) },
	KindObligationHanded:     func() Body { return new(ObligationHanded) },
	KindChatStepped:          func() Body { return new(ChatStepped) },
	KindResolutionConfirmed:  func() Body { return new(ResolutionConfirmed) },
	KindRatingAsked:          func() Body { return new(RatingAsked) },
	KindRatingGiven:          func() Body { return new(RatingGiven) },
	KindIdentityVerified:     func() Body { return new(IdentityVerified) },
	KindHelpAsked:            func() Body { return new(HelpAsked) },
	KindHelpAnswered:         func() Body { return new(HelpAnswered) },
	KindHandedToChannel:      func() Body { return new(HandedToChannel) },
	KindTicketSaved:          func() Body { return new(TicketSaved) },
	KindBotLineRejected:      func() Body { return new(BotLineRejected) },
	KindCustomerTyped:        func() Body { return new(CustomerTyped) },
	KindFocusChanged:         func() Body { return new(FocusChanged) },
	KindPolicyChanged:        func() Body { return new(PolicyChanged) },
	KindAttemptBegan:         func() Body { return new(AttemptBegan) },
	KindAttemptEnded:         func() Body { return new(AttemptEnded) },
	KindCallPlaced:           func() Body { return new(CallPlaced) },
	KindCallbackOffered:      func() Body { return new(CallbackOffered) },
	KindCallbackConfirmed:    func() Body { return new(CallbackConfirmed) },
	KindNightFiled:           func() Body { return new(NightFiled) },
	KindNightReviewed:        func() Body { return new(NightReviewed) },
	KindNightUnlocked:        func() Body { return new(NightUnlocked) },
	KindBotErrorWritten:      func() Body { return new(BotErrorWritten) },
	KindKeyRegistered:        func() Body { return new(KeyRegistered) },
	KindKeyRetired:           func() Body { return new(KeyRetired) },
	KindShiftStarted:         func() Body { return new(ShiftStarted) },
	KindShiftEnded:           func() Body { return new(ShiftEnded) },
	KindCoverChanged:         func() Body { return new(CoverChanged) },
	KindCoverAsked:           func() Body { return new(CoverAsked) },
	KindCoverAnswered:        func() Body { return new(CoverAnswered) },
	KindBreakBegan:           func() Body { return new(BreakBegan) },
	KindBreakEnded:           func() Body { return new(BreakEnded) },
	KindIdleChanged:          func() Body { return new(IdleChanged) },
	KindHandoverSigned:       func() Body { return new(HandoverSigned) },
	KindHandoverAcknowledged: func() Body { return new(HandoverAcknowledged) },
	KindHandoverRaised:       func() Body { return new(HandoverRaised) },
	KindHandoverTaken:        func() Body { return new(HandoverTaken) },
	KindBotErrorsSubmitted:   func() Body { return new(BotErrorsSubmitted) },
	KindChatReturned:         func() Body { return new(ChatReturned) },
	KindCustomerBlocked:      func() Body { return new(CustomerBlocked) },
	KindTranscriptAsked:      func() Body { return new(TranscriptAsked) },
	KindBackendDescribed:     func() Body { return new(BackendDescribed) },
	KindBackendChanged:       func() Body { return new(BackendChanged) },
	KindBackendDid:           func() Body { return new(BackendDid) },
	KindMessageEdited:        func() Body { return new(MessageEdited) },
	KindMessageRemoved:       func() Body { return new(MessageRemoved) },
	KindChatRouted:           func() Body { return new(ChatRouted) },
	KindGroupChanged:         func() Body { return new(GroupChanged) },
	KindTeamPosted:           func() Body { return new(TeamPosted) },
	KindReportPublished:      func() Body { return new(ReportPublished) },
}
