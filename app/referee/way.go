package referee

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// askForHelp raises a flag on the leads' walls (S-ESC-02, S-MULTI-04). Asking
// again while nobody has come changes nothing.
func (r *ruling) askForHelp(w *chat.AskForHelp) (Decision, *chat.Refusal) {
	if no := r.mustServe("ask for help with"); no != nil {
		return Decision{}, no
	}
	reason, no := needReason(w.Reason, "Say in a few words what you need help with.")
	if no != nil {
		return Decision{}, no
	}
	if r.chat.Help.Open() {
		return Decision{}, nil
	}
	return Decision{Events: r.events(&chat.HelpAsked{Reason: reason})}, nil
}

// answerHelp says that help is coming. The first lead who says so has it, and
// when they did is the fact's own time.
func (r *ruling) answerHelp() (Decision, *chat.Refusal) {
	switch h := r.chat.Help; {
	case !r.chat.Active():
		return Decision{}, refuseClosed()
	case h.Open() && h.By == r.by.ID:
		return Decision{}, refuse(chat.RefusedRole, "You called for help yourself; somebody else has to come.")
	case h.Open():
		return Decision{Events: r.events(&chat.HelpAnswered{})}, nil
	case h.AnsweredBy == r.by.ID:
		return Decision{}, nil
	case h.AnsweredBy != "":
		return Decision{}, refuse(chat.RefusedGone, r.name(h.AnsweredBy)+" has answered already.")
	}
	return Decision{}, refuse(chat.RefusedGone, "Nobody asks for help in this chat now.")
}

// mustServe refuses who may not speak for the chat. deed says what they wanted.
func (r *ruling) mustServe(deed string) *chat.Refusal {
	c := r.chat
	switch {
	case !c.Active():
		return refuseClosed()
	case c.Owner == "":
		return refuse(chat.RefusedNotOwner, "You do not serve this chat; take it over to "+deed+" it.")
	case !c.Serves(r.by.ID):
		return refuse(chat.RefusedNotOwner, r.name(c.Owner)+" serves this chat; join it to "+deed+" it.")
	}
	return nil
}

// confirmResolution links the line in which the customer says that it is solved:
// one that answers a person's, so it stands behind one (S-FLOW-04).
func (r *ruling) confirmResolution(w *chat.ConfirmResolution) (Decision, *chat.Refusal) {
	if no := r.mustServe("confirm the solution of"); no != nil {
		return Decision{}, no
	}
	if r.chat.Confirmed == w.Message && w.Message != "" {
		return Decision{}, nil
	}
	if words := unfitConfirmation(r.chat, w.Message); words != "" {
		return Decision{}, refuse(chat.RefusedInvalid, words)
	}
	return Decision{Events: r.events(&chat.ResolutionConfirmed{Message: w.Message})}, nil
}

// unfitConfirmation says why a line does not confirm a solution, or nothing.
func unfitConfirmation(c *chat.Chat, id chat.MessageID) string {
	answered := false
	for i := range c.Messages {
		m := &c.Messages[i]
		switch {
		case m.ID != id:
			answered = answered || m.From == chat.SpeakerAgent
		case m.From != chat.SpeakerCustomer:
			return "Only a line of the customer can confirm the solution (S-FLOW-04)."
		case !answered:
			return "This line was written before any of your answers; choose one that stands behind them (S-FLOW-04)."
		default:
			return ""
		}
	}
	return "This chat has no such line."
}

// setStep moves the chat to another of its steps by hand (S-GEN-01). Going on to
// the next one needs no words; leaving one out or going back does.
func (r *ruling) setStep(w *chat.SetStep) (Decision, *chat.Refusal) {
	if no := r.mustServe("move the steps of"); no != nil {
		return Decision{}, no
	}
	from, to := r.chat.Step.Order(), w.Step.Order()
	switch {
	case to == 0:
		return Decision{}, refuse(chat.RefusedInvalid, "A chat has no such step.")
	case from == to:
		return Decision{}, nil
	}
	reason, no := cleanReason(w.Reason)
	if no != nil {
		return Decision{}, no
	}
	if to != from+1 {
		if reason, no = needReason(w.Reason, "Say in a few words why a step is left out or taken again."); no != nil {
			return Decision{}, no
		}
	}
	step := &chat.ChatStepped{Step: w.Step}
	for _, s := range chat.Steps() {
		if s.Order() > from && s.Order() < to {
			step.Skipped = append(step.Skipped, chat.Skip{Step: string(s), Reason: reason})
		}
	}
	return Decision{Events: r.events(step)}, nil
}

// askRating asks the customer once in a session, early or at the end (A-55,
// S-CLOSE-05).
func (r *ruling) askRating() (Decision, *chat.Refusal) {
	if no := r.mustServe("ask for a rating in"); no != nil {
		return Decision{}, no
	}
	switch {
	case r.edition == nil:
		return Decision{}, refuseNoPolicy()
	case !r.chat.Rating.AskedAt.IsZero():
		return Decision{}, refuse(chat.RefusedGone, "The customer has been asked for a rating already; nobody is asked twice in one session (A-55).")
	}
	return Decision{Events: r.events(&chat.RatingAsked{Style: r.edition.Rating.Style})}, nil
}

// verifyIdentity writes down that the customer has passed the policy's whole
// list; half of it verifies nobody (G-SEC-03).
func (r *ruling) verifyIdentity(w *chat.VerifyIdentity) (Decision, *chat.Refusal) {
	if no := r.mustServe("verify the customer of"); no != nil {
		return Decision{}, no
	}
	switch {
	case r.edition == nil:
		return Decision{}, refuseNoPolicy()
	case len(r.edition.Identity) == 0:
		return Decision{}, refuse(chat.RefusedInvalid, "The team's policy has no identity checks; ask a lead to write them down.")
	}
	var open []string
	for _, check := range r.edition.Identity {
		if !slices.Contains(w.Checks, check) {
			open = append(open, check)
		}
	}
	if len(open) > 0 {
		return Decision{}, refuse(chat.RefusedInvalid, "Not verified yet, these are open: "+strings.Join(open, "; ")+" (G-SEC-03).")
	}
	if !r.chat.Verified.At.IsZero() {
		return Decision{}, nil
	}
	return Decision{Events: r.events(&chat.IdentityVerified{Checks: r.edition.Identity})}, nil
}
