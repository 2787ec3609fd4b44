package alert

import (
	"slices"

	"floorwalker/app/chat"
)

// rollUp is the one summary: the alarms that are counted in it, and when it
// was drawn.
type rollUp struct {
	alarms []*alarm
	drawn  chat.Instant
	live   bool
	dirty  bool
	// loud says that an alarm joined since it was drawn, and so is heard.
	loud bool
}

func (r *rollUp) add(a *alarm) {
	r.alarms = append(r.alarms, a)
	r.touch()
}

// touch has the roll-up drawn again, and heard.
func (r *rollUp) touch() { r.dirty, r.loud = true, true }

func (r *rollUp) remove(a *alarm) {
	r.alarms = slices.DeleteFunc(r.alarms, func(o *alarm) bool { return o == a })
	r.dirty = true
}

// settle appends what the roll-up needs: nothing, a drawing, or its end.
func (b *Bell) settle(acts []Action, at Moment) []Action {
	r := &b.rolled
	switch {
	case !r.dirty:
	case len(r.alarms) == 0:
		if r.live {
			acts = append(acts, Withdraw{RollUpKey})
		}
		*r = rollUp{drawn: r.drawn}
	case !r.live || at.Now.Sub(r.drawn) >= rollUpEvery:
		acts = append(acts, r.draw(at))
	}
	return acts
}

func (r *rollUp) draw(at Moment) RollUp {
	slices.SortFunc(r.alarms, louder)
	first := r.alarms[0]
	chats, where := r.where()
	act := RollUp{
		Alerts: len(r.alarms), Chats: chats, First: first.Key, Urgency: first.Urgency,
		Title: count(len(r.alarms), "alert") + " " + where,
		Body:  "First: " + first.title(), Sound: r.loud && !at.holds(first.Reason), Replace: r.live,
	}
	r.live, r.dirty, r.loud, r.drawn = true, false, false, at.Now
	return act
}

// where counts the chats, and says in words where the alarms are.
func (r *rollUp) where() (chats int, words string) {
	all := make(map[chat.ChatID]bool, len(r.alarms))
	for _, a := range r.alarms {
		all[a.Key.Chat] = true
	}
	chats = len(all)
	switch {
	case !all[nowhere]:
		return chats, "in " + count(chats, "chat")
	case chats == 1:
		return 0, "about the floor"
	}
	return chats - 1, "in " + count(chats-1, "chat") + " and about the floor"
}
