package app

import (
	"reflect"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// The methods of this file are the desk's side of its outbox: what waits there
// shows as lines of its chats, and as notices where it is no line.

// outboxTrouble begins the alarm of an outbox that cannot write.
const outboxTrouble = "What waits to be sent cannot be kept up to date: "

// soonest keeps the outbox's timer from spinning.
const soonest = 10 * time.Millisecond

// loadOutbox makes the outbox and shows what waited in it when the program
// last ended. What the fold knows already is done.
func (d *Desk) loadOutbox() {
	d.outbox = d.cfg.Outbox(OutboxNeeds{
		Send: func(c chat.Command) error { return d.stream.Send(c) }, Now: d.cfg.Clock.Now,
		Knows: d.knows, Folded: d.folded, Changed: d.waited,
		Who: d.me.signature(),
	})
	waiting, err := d.outbox.Load()
	if err != nil {
		d.notice("", "Some of what waited to be sent cannot be read: "+err.Error(), true)
	}
	for _, w := range waiting {
		if d.knows(w.Command.Chat, chat.EventID(w.Command.ID)) {
			d.outbox.Happened(w.Command.Chat, chat.EventID(w.Command.ID))
			continue
		}
		if d.recallEdit(w) {
			continue
		}
		if l, ok := d.lineOf(w); ok {
			d.showLine(&l, w)
			d.lines[w.Command.Chat] = append(d.lines[w.Command.Chat], l)
			continue
		}
		d.wishes[w.Command.ID] = w.Command
		d.attempting(w.Command, true)
		d.showWish(w)
	}
}

// signature is what the outbox writes on what waits, so that it goes for nobody
// else and on no other floor; empty for nobody.
func (m Me) signature() string {
	if m.Agent == "" {
		return ""
	}
	return string(m.Agent) + "@" + m.Floor
}

// flushOutbox lets the outbox write and send after a burst of news, and sets
// the timer for what it has to do by time alone.
func (d *Desk) flushOutbox(t *timer) {
	d.jam(d.outbox.Flush())
	if after, ok := d.outbox.Next(); ok {
		t.again(max(after, soonest))
	}
}

// jam shows why the outbox cannot write; nil if it can.
func (d *Desk) jam(err error) {
	words := ""
	if err != nil {
		words = outboxTrouble + err.Error()
	}
	d.setAlarm(&d.jammed, words)
}

func (d *Desk) knows(id chat.ChatID, e chat.EventID) bool {
	if id == "" {
		return d.floor.Knows(e)
	}
	c := d.floor.Chat(id)
	return c != nil && c.Knows(e)
}

// folded counts what others did in the chat. A gap in its lines is something
// that a person thinks again about too (D-15).
func (d *Desk) folded(id chat.ChatID) (int, bool) {
	if id == "" {
		return 0, true // it is about the team, and no chat has to be as it was
	}
	c := d.floor.Chat(id)
	if c == nil {
		return 0, false
	}
	n := c.OthersDid(d.me.Agent)
	if d.book.HasGap(id) {
		n++
	}
	return n, true
}

// waited takes the news of a command that waits.
func (d *Desk) waited(w Waiting) {
	id := w.Command.Chat
	if _, ok := d.shelves.edits[w.Command.ID]; ok {
		d.showEdit(w)
		return
	}
	if _, ok := d.wishes[w.Command.ID]; ok {
		d.showWish(w)
		return
	}
	l := d.line(id, w.Command.ID)
	switch {
	case l == nil:
	case w.State != WaitDone:
		d.showLine(l, w)
		d.urgent = true
		if w.State == WaitHeld && w.Why == HoldLeft {
			// No thread shows it, until the chat comes back.
			d.notice(id, "Not sent, its chat is not on the floor any more: "+l.Text, true)
		}
	case d.knows(id, chat.EventID(w.Command.ID)):
		d.confirmed(id, chat.EventID(w.Command.ID))
	default: // its event is on its way
		d.showLine(l, Waiting{State: WaitSent})
	}
}

// lineOf makes a line of what waits, if it is one.
func (d *Desk) lineOf(w Waiting) (view.PendingLine, bool) {
	l := view.PendingLine{ID: w.Command.ID, At: w.Made}
	switch b := w.Command.Body.(type) {
	case *chat.PostMessage:
		l.Text, l.Script, l.Overrides, l.File, l.Via = b.Text, b.Script, b.Overrides, b.File, b.Via
	case *chat.PostNote:
		l.Text, l.Note = b.Text, true
	case *chat.Whisper:
		l.Text, l.To, l.Whisper = b.Text, b.To, d.nameOf(b.To)
	default:
		return l, false
	}
	return l, true
}

// showLine brings a line up to date with what waits.
func (d *Desk) showLine(l *view.PendingLine, w Waiting) {
	l.State, l.Words = chat.DeliveryPending, ""
	l.Queued, l.Held, l.Stuck, l.Gap = false, false, false, false
	switch w.State {
	case WaitQueued:
		l.Queued, l.Words = true, "Waits for the connection."
	case WaitUnsure:
		l.State, l.Words = chat.DeliveryUnsure, "The connection broke before the hub answered."
	case WaitHeld:
		l.State, l.Held, l.Words = chat.DeliveryFailed, true, held(w.Why)
		l.Gap, l.Stuck = w.Why == HoldGap, stuck(w.Why)
	case WaitRefused:
		l.State, l.Words = chat.DeliveryFailed, "Not sent: "+spoken(w.Refusal.Words)
	}
}

// held returns why something waits for the person, for the person.
func held(why Hold) string {
	switch why {
	case HoldOld:
		return "it waited for more than a minute."
	case HoldChanged:
		return "something has happened in the chat since it was written."
	case HoldTime:
		return "it is uncertain how long it waited."
	case HoldBehind:
		return "an earlier one of this chat is held."
	case HoldLeft:
		return "the chat is not on the floor any more."
	case HoldUnsigned:
		return "it was written before this desk had signed in."
	case HoldOther:
		return "somebody else wrote it at this desk, or for another floor; only they can send it."
	case HoldGap:
		return missingWords
	case HoldSalvaged:
		return "this desk's file was damaged; it may have been discarded before."
	case HoldSilent:
		return "the hub did not answer; look whether it was done."
	case HoldUnknown:
		return "a later version of this program wrote it; this one cannot send it."
	}
	return "it waits for you."
}

// stuck reports whether this person cannot confirm it at this desk.
func stuck(why Hold) bool { return why == HoldOther || why == HoldUnknown }

// wish asks the hub for something that shows no line. The same wish twice is
// one while the first waits.
func (d *Desk) wish(id chat.ChatID, body chat.Wish) {
	for _, c := range d.wishes {
		if c.Chat != id || !reflect.DeepEqual(c.Body, body) {
			continue
		}
		w, ok := d.outbox.Entry(c.ID)
		if !ok || w.State == WaitHeld || w.State == WaitRefused {
			continue // it does not go by itself
		}
		d.showWish(w)
		return
	}
	cmd := chat.Command{ID: d.cfg.NewID(), Chat: id, Body: body}
	w, err := d.outbox.Add(cmd)
	if err != nil {
		d.notice(id, "Not done: "+err.Error(), true)
		return
	}
	d.wishes[cmd.ID] = cmd
	d.showWish(w)
}

// showWish says what has become of a wish. One that would need a confirmation
// is given up aloud: the person has the control at hand and sees the chat as it
// is now. What somebody else made, or a later version, is kept for them.
func (d *Desk) showWish(w Waiting) {
	if d.answered(w) {
		d.settleWish(w)
		return
	}
	id, what := w.Command.Chat, deed(w.Command.Body)
	switch w.State {
	case WaitQueued:
		d.notice(id, what+" waits for the connection.", false)
	case WaitUnsure:
		d.notice(id, what+": unsure whether it was done. The connection broke before the hub answered.", true)
	case WaitRefused:
		if ofCall(w.Command.Body) {
			d.notice(id, what+" is kept at this desk, the hub did not take it: "+spoken(w.Refusal.Words), true)
			return
		}
		d.notice(id, spoken(w.Refusal.Words), true)
		d.giveUp(w.Command.ID)
	case WaitHeld:
		if stuck(w.Why) {
			return
		}
		d.notice(id, what+" was not asked for again: "+held(w.Why), true)
		d.giveUp(w.Command.ID)
	case WaitDone:
		delete(d.wishes, w.Command.ID)
	}
}

// ofCall reports whether a wish tells of a call. Somebody has dialled, whatever the
// hub says to it: only a person may forget that, and the list of calls shows it until
// then (D-04).
func ofCall(b chat.Wish) bool {
	switch b.(type) {
	case *chat.BeginAttempt, *chat.EndAttempt:
		return true
	}
	return false
}

// giveUp forgets what does not go by itself any more.
func (d *Desk) giveUp(id chat.CommandID) {
	if err := d.outbox.Discard(id); err != nil {
		d.jam(err)
		return
	}
	d.attempting(d.wishes[id], false)
	delete(d.wishes, id)
}

// settleWish does without words what showWish does: somebody was answered, and did
// not dial where the hub said no.
func (d *Desk) settleWish(w Waiting) {
	switch w.State {
	case WaitRefused:
		d.giveUp(w.Command.ID)
	case WaitHeld:
		if !stuck(w.Why) {
			d.giveUp(w.Command.ID)
		}
	case WaitDone:
		delete(d.wishes, w.Command.ID)
	}
}

// deed names a wish at the beginning of a sentence.
func deed(b chat.Wish) string {
	if b == nil {
		return "What was asked for"
	}
	if words := deeds[b.Name()]; words != "" {
		return words
	}
	return "What was asked for"
}

// deeds are the wishes that show no line. It is read-only.
var deeds = map[chat.CommandName]string{
	chat.NameTakeOver:         "Taking over",
	chat.NameAcceptChat:       "Accepting the chat",
	chat.NameAcknowledgeAlert: "Acknowledging the alert",
	chat.NameDismissTrigger:   "Dismissing the alert",
	chat.NameMarkTrigger:      "Marking the line",
	chat.NameConfirmTrigger:   "Confirming the suspicion",
	chat.NameJoin:             "Joining",
	chat.NameLeave:            "Leaving the chat",
	chat.NameForward:          "Forwarding the chat",
	chat.NameInvite:           "Inviting a colleague",
	chat.NameAcceptOffer:      "Accepting the offer",
	chat.NameDeclineOffer:     "Declining the offer",
	chat.NameWithdrawOffer:    "Taking the offer back",
	chat.NameAddTag:           "Tagging the chat",
	chat.NameRemoveTag:        "Taking a tag away",
	chat.NameEndChat:          "Closing the chat",
	chat.NameSaveRecord:       "Saving the change",

	chat.NameEscalate:          "Escalating the chat",
	chat.NameHandToChannel:     "Handing the chat to another channel",
	chat.NameAskForHelp:        "Asking for help",
	chat.NameAnswerHelp:        "Answering the call for help",
	chat.NameSetFocus:          "Changing your focus",
	chat.NameConfirmResolution: "Linking the customer's confirmation",
	chat.NameSetStep:           "Changing the step",
	chat.NameAskRating:         "Asking for a rating",
	chat.NameVerifyIdentity:    "Ticking the identity checks",
	chat.NameKeepObligation:    "Saying that it is done",
	chat.NameAttemptObligation: "Writing down the attempt",
	chat.NameHandObligation:    "Handing over what is owed",
	chat.NamePromiseTo:         "Writing down the promise",
	chat.NameSaveTicket:        "Saving the ticket",
	chat.NameChangePolicy:      "Changing the policy",

	chat.NameBeginAttempt:     "Beginning the call",
	chat.NameEndAttempt:       "What came of the call",
	chat.NameOfferCallback:    "Offering the call",
	chat.NameScheduleCallback: "Agreeing on the call",
	chat.NameReviewNight:      "Reviewing the chat",
	chat.NameUnlockNight:      "Opening the chat for other lines",
	chat.NameWriteBotError:    "Writing up the bot's error",

	chat.NameRegisterKey:         "Registering the key of this desk",
	chat.NameRetireKey:           "Retiring the key",
	chat.NameStartShift:          "Beginning the shift",
	chat.NameEndShift:            "Ending the shift",
	chat.NameAskCover:            "Asking for cover",
	chat.NameAnswerCover:         "Answering who asked for cover",
	chat.NameTakeCover:           "Taking cover",
	chat.NameOverrideBreak:       "Granting the break",
	chat.NameEndBreak:            "Ending the break",
	chat.NameSignHandover:        "Signing the handover",
	chat.NameAcknowledgeHandover: "Acknowledging the handover",
	chat.NameTakeHandover:        "Taking over what was left",
	chat.NameReturnToBot:         "Giving the chat back to the bot",
	chat.NameBlockCustomer:       "Blocking the customer",
	chat.NameSendTranscript:      "Mailing the chat",
	chat.NameBeginGroup:          "Making it a group chat",
	chat.NameEndGroup:            "Ending the group",
	chat.NameNameLead:            "Naming the group's lead",
	chat.NamePromiseContact:      "Writing down the promise",
	chat.NameAwaitAgent:          "Having the chat wait",
	chat.NamePostTeam:            "Writing to the team",

	chat.NameSubmitBotErrors: "Submitting the bot's errors",
	chat.NamePublishReport:   "Publishing the report",
}

// forgetLines takes the lines off a chat that has left the floor, but for
// those that still wait: the person has their text nowhere else.
func (d *Desk) forgetLines(id chat.ChatID) {
	left := slices.DeleteFunc(d.lines[id], func(l view.PendingLine) bool {
		_, kept := d.outbox.Entry(l.ID)
		return !kept && l.State != chat.DeliveryFailed
	})
	if d.lines[id] = left; len(left) == 0 {
		delete(d.lines, id)
	}
}

// confirmed removes the pending line that has become the event e.
func (d *Desk) confirmed(id chat.ChatID, e chat.EventID) {
	if len(d.lines[id]) == 0 {
		return
	}
	if _, ok := d.removeLine(id, chat.CommandID(e)); ok {
		d.urgent = true
	}
}
