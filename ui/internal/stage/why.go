package stage

import (
	"testing"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
)

// Explains lets the desk answer Why by the rules and the weights that ship.
func (d *Desk) Explains(t testing.TB) {
	t.Helper()
	w, err := learned.ParseWeights(assets.TriggerWeights())
	if err != nil {
		t.Fatal(err)
	}
	d.engine = trigger.New(*d.Floor.Policy, w)
}

// Watch lets the rules that ship watch a chat's newest line, and folds what they
// raise; Explains comes first.
func (d *Desk) Watch(id chat.ChatID) {
	c := d.Floor.floor.Chat(id)
	for _, e := range d.engine.Message(c, c.Messages[len(c.Messages)-1]) {
		d.Floor.fold(id, e.Body)
	}
}

// Why answers at once, as the desk's goroutine would a little later.
func (d *Desk) Why(id chat.ChatID, got func(app.Why)) {
	d.Whys++
	w := d.WhyAnswer
	w.Chat = id
	if c := d.Floor.floor.Chat(id); d.engine != nil && c != nil {
		w.Verdicts, w.Checks = d.engine.Explain(c, d.Floor.Now()), nil
		for _, t := range c.Triggers {
			again, err := d.engine.Check(c, t)
			w.Checks = append(w.Checks, app.Check{Trigger: t, Again: again, Err: err})
		}
	}
	got(w)
}

// WhyFromHub answers at once, if there is an answer.
func (d *Desk) WhyFromHub(_ chat.ChatID, got func(app.HubWhy)) {
	if d.HubAnswer != nil {
		got(*d.HubAnswer)
		return
	}
	d.Unanswered = append(d.Unanswered, got)
}
