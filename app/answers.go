package app

import (
	"maps"

	"floorwalker/app/chat"
	"floorwalker/app/shift/cover"
	"floorwalker/app/view"
)

// onAnswer notes what people say to a question of this person's to cover for a break,
// so that a no comes with its reason (D-12, A-56). The floor itself forgets a question
// once it is answered. What cover asks by its own rules, as somebody has gone, is no
// question of theirs.
func (d *Desk) onAnswer(e *chat.Event) {
	w := &d.shift
	switch b := e.Body.(type) {
	case *chat.CoverAsked:
		if b.From != d.me.Agent || d.me.Agent == "" || cover.ByRule(b.Ask) {
			return
		}
		if w.asks == nil {
			w.asks = make(map[chat.AskID]chat.CoverAsk)
		}
		open := d.floor.Cover()
		maps.DeleteFunc(w.asks, func(id chat.AskID, _ chat.CoverAsk) bool { // cover went on without an answer
			_, waits := open.Ask(id)
			return !waits
		})
		w.asks[b.Ask] = chat.CoverAsk{Ask: b.Ask, From: b.From, To: b.To, Why: b.Why, At: e.At, Until: b.Until}
		w.answer = view.CoverAnswer{}
	case *chat.CoverAnswered:
		ask, mine := w.asks[b.Ask]
		if !mine {
			return
		}
		delete(w.asks, b.Ask)
		w.answer = view.CoverAnswer{
			CoverAsk: ask, ToName: d.nameOf(ask.To), Answered: b.Agent != "", Accepted: b.Accepted, Reason: b.Reason, When: e.At,
		}
		d.tellAnswer()
	}
}

// tellAnswer says a no in words, wherever the person at this desk looks now.
func (d *Desk) tellAnswer() {
	switch a := &d.shift.answer; {
	case !d.live || a.Accepted:
	case a.Answered:
		d.notice("", a.ToName+" says no: "+a.Reason, true)
	default:
		d.notice("", a.ToName+" has not answered; your break has not begun.", true)
	}
}

// otherShift forgets what only the person who worked here may know (D-03), when somebody
// else does now, or the same with another role: what the hub tells a lead of the day is
// more, and answers are to who asked.
func (d *Desk) otherShift(now Me) {
	was, w := d.me, &d.shift
	if was.Agent == now.Agent && was.Role == now.Role {
		return
	}
	if was.Agent != "" {
		w.today = Today{}
		now, _ := d.cfg.Clock.Now()
		d.drafts[draftKey{kind: dayDraft}] = Draft{Kind: dayDraft, At: max(now, 1)} // no text forgets it on disk, too
	}
	if was.Agent != now.Agent {
		w.asks, w.answer, w.teamOld = nil, view.CoverAnswer{}, true
	}
}
