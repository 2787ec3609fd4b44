package escalate

import (
	"time"

	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// usual are the times that are most often promised.
var usual = []string{"in 30 min", "in 1 h", "in 2 h", "today 18:00", "tomorrow 10:00"}

// whenField asks for a time; what is written is kept in draft.
func whenField(p *Pane, caption string, draft *string, changed func()) *kit.WhenField {
	now := p.opts.Now().Time().In(p.zone())
	shown := func(at time.Time) string { return words.When(at, now) + words.Place(at, time.Local) }
	var quick []kit.When
	for _, u := range usual {
		if at, err := words.ParseDue(u, now); err == nil {
			quick = append(quick, kit.When{Word: u, At: at, Shown: shown(at)})
		}
	}
	return kit.NewWhenField(caption, "15:00, tomorrow 9:30, in 2 h", quick, func(text string) (kit.When, error) {
		*draft = text
		at, err := words.ParseDue(text, p.opts.Now().Time().In(p.zone()))
		p.opts.Post(changed) // the field has the time then
		if err != nil {
			return kit.When{}, err
		}
		return kit.When{At: at, Shown: shown(at)}, nil
	})
}

// zone is the workspace's, in which promises are made.
func (p *Pane) zone() *time.Location { return p.opts.Policy.Cover.Location() }

// told is a time as a customer reads it.
func told(at time.Time, zone *time.Location) string {
	at = at.In(zone)
	abbreviation, _ := at.Zone()
	return at.Format("15:04") + " " + abbreviation + " on " + at.Format("2 January")
}

// watch has changed told of each letter in a field.
func watch(f *kit.LineField, changed func()) {
	entry, ok := f.Focusable().(*kit.Field)
	if !ok {
		return
	}
	before := entry.OnChanged
	entry.OnChanged = func(s string) {
		before(s)
		changed()
	}
}
