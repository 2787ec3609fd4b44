package obligation

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/script"
)

// talk reports whether k is one of the clocks of which exactly one runs while
// somebody serves a chat: who is to say the next thing, and by when.
func talk(k chat.ObligationKind) bool {
	return k == chat.OwedReply || k == chat.OwedUpdate || k == chat.OwedFinish || Silence(k) > 0
}

// Silence returns the place of k in the silence series, from 1, and 0 for what
// is not in it.
func Silence(k chat.ObligationKind) int {
	switch k {
	case chat.OwedNudge:
		return 1
	case chat.OwedWarn:
		return 2
	case chat.OwedClose:
		return 3
	}
	return 0
}

// silenceLine returns the place in the series of the line that a response says.
// The team's script may name others beside those that ship.
func (f *follower) silenceLine(id string) int {
	if at := slices.Index(f.series, id); at >= 0 && id != "" {
		return min(at+1, 3)
	}
	switch script.ResponseID(id) {
	case script.IDSilence1, script.IDSilence1Other:
		return 1
	case script.IDSilence2:
		return 2
	case script.IDSilence3:
		return 3
	}
	return 0
}

// talking returns the clock of the conversation that runs.
func (f *follower) talking() (chat.Obligation, bool) {
	for _, o := range f.chat.Obligations {
		if talk(o.Kind) {
			return o, true
		}
	}
	return chat.Obligation{}, false
}

// begin starts the clock of a conversation at its newest line. Whoever comes
// has not kept the customer waiting before they came: it counts from now. A
// question of the bot is not theirs: nobody asks whether a customer is still
// there who waits for the first word of a person.
func (f *follower) begin() {
	m, ok := flow.LastWord(f.chat)
	switch {
	case f.chat.Confirmed != "":
		f.finish(string(f.chat.Confirmed))
	case !ok || m.From == chat.SpeakerCustomer:
		f.reply(string(m.ID))
	case !flow.Expects(m.Text):
		f.update(string(m.ID))
	case m.From == chat.SpeakerBot:
		f.reply(string(m.ID))
	default:
		f.silent(1, f.at, string(m.ID))
	}
}

// spoken follows a line. A bot's and a system's never count as a person's
// answer (G-SLA-02).
func (f *follower) spoken(m *chat.MessagePosted) {
	switch m.From {
	case chat.SpeakerCustomer:
		f.heard(m)
	case chat.SpeakerBot:
		f.end(Kept, func(o *chat.Obligation) bool { return o.Kind == chat.OwedAck })
	case chat.SpeakerAgent:
		f.said(m)
	}
}

// heard follows a line of the customer. While people serve, the owed reply runs
// from the first line that has none.
func (f *follower) heard(m *chat.MessagePosted) {
	switch {
	case f.chat.Stage == chat.StageBot:
		if f.chat.FirstLine >= 0 && f.chat.Messages[f.chat.FirstLine].ID == m.Message {
			f.once(chat.Obligation{
				Kind: chat.OwedAck, Owner: chat.OwnerBot, Cause: string(m.Message), Due: f.at.Add(f.policy.Ack.Auto),
			})
		}
	case f.serves():
		if o, runs := f.talking(); !runs || o.Kind != chat.OwedReply {
			f.endTalk(Void, "the customer wrote")
			f.reply(string(m.Message))
		}
	}
}

// removed ends what is owed for a line that was taken back, and goes on from the line
// before it. What somebody promised in it they have promised.
func (f *follower) removed(id chat.MessageID) {
	f.end(Void, func(o *chat.Obligation) bool { return o.Kind == chat.OwedAck && o.Cause == string(id) })
	o, runs := f.talking()
	if !runs || o.Cause != string(id) || o.Kind == chat.OwedFinish {
		return
	}
	f.endTalk(Void, "the line was taken back")
	if f.serves() {
		f.begin()
	}
}

// typed begins the silence anew: somebody who writes is there.
func (f *follower) typed() {
	o, runs := f.talking()
	if runs && f.chat.Confirmed == "" && (Silence(o.Kind) > 0 || o.Kind == chat.OwedFinish) {
		f.endTalk(Void, "the customer types")
		f.silent(1, f.at, o.Cause)
	}
}

// said follows a line of an agent, or one that the hub sent in an agent's
// place. Who does not serve the chat answers for nobody.
func (f *follower) said(m *chat.MessagePosted) {
	by := f.cause.By
	f.end(Kept, func(o *chat.Obligation) bool {
		return o.Kind == chat.OwedFirstResponse && (o.Owner == by || f.chat.Serves(by))
	})
	if f.serves() && (by == "" || f.chat.Serves(by)) {
		f.turn(m)
	}
	f.promised(m)
}

// turn moves the clock of the conversation on by a line of ours.
func (f *follower) turn(m *chat.MessagePosted) {
	o, _ := f.talking()
	step, running := f.silenceLine(m.Script), Silence(o.Kind)
	expects := f.chat.Confirmed == "" && flow.Expects(m.Text)
	switch {
	case f.chat.Confirmed != "":
		f.endTalk(how(o.Kind), "")
		f.finish(string(m.Message))
	case step > 0 && running > 0:
		f.pursue(o, step)
	case !expects && running > 0 && !flow.Holds(m.Text):
		// The question before is still open.
	case !expects && o.Kind == chat.OwedFinish:
		// A last word after the last message of the series changes nothing.
	case expects:
		f.endTalk(how(o.Kind), "")
		f.silent(1, f.at, string(m.Message))
	default:
		f.endTalk(how(o.Kind), "")
		f.update(string(m.Message))
	}
}

// how says what a line of ours makes of the clock that ran: it is the answer
// or the news that was owed, and it begins anything else anew.
func how(k chat.ObligationKind) string {
	if k == chat.OwedReply || k == chat.OwedUpdate {
		return Kept
	}
	return Void
}

// pursue goes on with the silence series by the message of a step. A message
// that was said already changes nothing; one that was passed over is void.
func (f *follower) pursue(o chat.Obligation, step int) {
	switch running := Silence(o.Kind); {
	case step < running:
		return
	case step == running:
		f.endTalk(Kept, "")
	default:
		f.endTalk(Void, "a later message was sent")
	}
	if step == 3 {
		f.finish(o.Cause)
		return
	}
	f.silent(step+1, o.Started, o.Cause)
}

// stepped takes up the conversation again where the chat goes back to before
// it was confirmed.
func (f *follower) stepped(b *chat.ChatStepped) {
	o, runs := f.talking()
	if runs && o.Kind == chat.OwedFinish && b.Step.Order() < chat.StepConfirming.Order() {
		f.endTalk(Void, "the chat goes on")
		f.begin()
	}
}

// confirmed ends what was owed until the customer agreed. What was
// escalated is solved then, and whoever escalated it need not ask.
func (f *follower) confirmed() {
	f.end(Kept, func(o *chat.Obligation) bool {
		return human(o) || o.Kind == chat.OwedEscalation || o.Kind == chat.OwedConfirm || o.Kind == chat.OwedNightResolve || f.told(o)
	})
	// A call by rule has nothing to be about any more.
	for i := range f.chat.Obligations {
		if o := &f.chat.Obligations[i]; byRule(o) || o.Kind == chat.OwedNightAck {
			f.endOne(o.ID, Void, "the customer confirmed")
		}
	}
	if f.serves() {
		f.endTalk(Void, "the customer confirmed")
		f.begin()
	}
}

// serves reports whether somebody serves the chat.
func (f *follower) serves() bool { return f.chat.Stage == chat.StageActive && f.chat.Owner != "" }

func (f *follower) reply(cause string) {
	f.run(chat.Obligation{
		Kind: chat.OwedReply, Owner: f.chat.Owner, Cause: cause, Due: f.at.Add(f.policy.Reply.Max),
	})
}

func (f *follower) update(cause string) {
	f.run(chat.Obligation{
		Kind: chat.OwedUpdate, Owner: f.chat.Owner, Cause: cause, Due: f.at.Add(f.policy.Update.Reminder),
	})
}

// finish starts the clock of what is left to do: the rest of the closing.
func (f *follower) finish(cause string) {
	f.run(chat.Obligation{
		Kind: chat.OwedFinish, Owner: f.chat.Owner, Cause: cause, Due: f.at.Add(f.policy.Silence.Nudge),
	})
}

// silent starts a step of the silence series. All of them count from the line
// that expects an answer, which is since. The series stands still while
// the chat is held out to somebody, for then it is not the customer who is
// waited for.
func (f *follower) silent(step int, since chat.Instant, cause string) {
	s := f.policy.Silence
	o := chat.Obligation{Owner: f.chat.Owner, Cause: cause, Started: since}
	switch step {
	case 1:
		o.Kind, o.Due, o.Until = chat.OwedNudge, since.Add(s.Nudge), since.Add(s.Warn)
	case 2:
		o.Kind, o.Due, o.Until = chat.OwedWarn, since.Add(s.Warn), since.Add(s.Close)
	default:
		o.Kind, o.Due = chat.OwedClose, since.Add(s.Close)
	}
	id := f.run(o)
	if len(f.chat.Offers) > 0 {
		f.pause(id, waitsFor(&f.chat.Offers[0]))
	}
}
