package flow

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
)

// Follow returns what follows from e for the way of c: how far the chat has come
// (S-FLOW-01 to -05). c is the chat after e was folded into it. The facts carry
// e's time. It goes forward only: going back is a person's wish.
//
//	greeting    until the first line of a person
//	clarifying  until a line that is no question; left out where issue and action
//	            are known from the bot's part, with a log of why (S-FLOW-02)
//	resolving   from the first action on
//	confirming  from the question whether it is solved
//	closing     from the customer's yes, a message of a closing script, or the
//	            last one of the silence
func Follow(c *chat.Chat, e *chat.Event, ed *policy.Edition) []chat.Event {
	if c.Stage != chat.StageActive || ed == nil {
		return nil
	}
	w := way{chat: c, edition: ed, plan: planOf(ed)}
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		if m := &c.Messages[c.LastLine]; b.From == chat.SpeakerAgent && (e.By == "" || c.Serves(e.By)) && !m.History() {
			w.line(b)
		}
	case *chat.ResolutionConfirmed:
		if b.Message != "" {
			w.to(chat.StepClosing, "the customer confirmed that it is solved")
		}
	}
	if w.step == "" {
		return nil
	}
	return []chat.Event{{
		ID: "step-" + chat.EventID(w.step) + "-" + e.ID, At: e.At, Chat: c.ID,
		Body: &chat.ChatStepped{Step: w.step, Skipped: w.skipped},
	}}
}

// way is where one event leads to.
type way struct {
	chat    *chat.Chat
	edition *policy.Edition
	plan    plan
	step    chat.Step // empty: it stays where it is
	skipped []chat.Skip
}

// line follows a line of ours.
func (w *way) line(m *chat.MessagePosted) {
	switch {
	case w.plan.silent(m.Script) == len(w.plan.silence):
		w.to(chat.StepClosing, "the customer went silent")
	case w.plan.closes(m.Script):
		w.to(chat.StepClosing, "the agent began to close")
	case AsksIfSolved(m.Text):
		w.to(chat.StepConfirming, "the agent asked whether it is solved")
	case w.chat.Step == chat.StepGreeting:
		w.greeted()
	case w.chat.Step == chat.StepClarifying && w.acts(m):
		w.to(chat.StepResolving, "")
	}
}

// acts reports whether a line is an action: the last step of the handover, which
// names the first one, or any line that is neither a step of it nor a question.
func (w *way) acts(m *chat.MessagePosted) bool {
	if w.plan.greets(m.Script) {
		return m.Script == string(w.plan.takeOver[len(w.plan.takeOver)-1])
	}
	return w.plan.silent(m.Script) == 0 && !Expects(m.Text)
}

// greeted leaves the greeting. What the customer told the bot is not asked for a
// second time.
func (w *way) greeted() {
	issue, action := w.known()
	if issue == "" || action == "" {
		w.to(chat.StepClarifying, "")
		return
	}
	w.step = chat.StepResolving
	w.skipped = []chat.Skip{{
		Step:   string(chat.StepClarifying),
		Reason: "known from before: “" + issue + "”, and what the customer wants to do: “" + action + "”",
	}}
}

// known returns what the transcript says of issue and action, by the same rules
// that fill the handover.
func (w *way) known() (issue, action string) {
	filled := script.Fill(script.Response{Text: "{issue}{action}"}, script.Known{
		Customer: w.chat.Customer, Messages: w.chat.Messages, Policy: w.edition.Policy,
	})
	for _, s := range filled.Slots {
		switch s.Name {
		case "issue":
			issue = s.Value
		case "action":
			action = s.Value
		}
	}
	return issue, action
}

// to goes on to a step, with a reason for those between that are passed over.
func (w *way) to(s chat.Step, why string) {
	from := w.chat.Step.Order()
	if s.Order() <= from {
		return
	}
	w.step = s
	for _, between := range chat.Steps() {
		if n := between.Order(); n > from && n < s.Order() {
			w.skipped = append(w.skipped, chat.Skip{Step: string(between), Reason: why})
		}
	}
}
