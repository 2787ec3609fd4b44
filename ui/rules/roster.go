package rules

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// keySlots is the entry that is shown as a roster and not as a list.
const keySlots = "roster.slots"

// daysAhead is how many days of the roster are listed from today.
const daysAhead = 7

// ofRoster is the roster by the kinds of days, what it means for the next days, and
// what is wrong with it. Whoever looks for a hole finds it in words and in red
// (G-COV-03).
func (a *about) ofRoster() []fyne.CanvasObject {
	e := a.p.edition
	r := roster.Of(e)
	out := []fyne.CanvasObject{kit.NewQuietText("Times are " + placeOf(e) + ".")}
	if !r.Written() {
		out = append(out, kit.NewQuietText("As long as nobody is named, the floor counts as always covered: there is no night, and nobody is accountable by the roster."))
	}
	for _, kind := range policy.DayTypes() {
		out = append(append(out, gap(6), kit.NewStrong(kindWord(kind)).Yield()), a.ofKind(kind)...)
	}
	if r.Written() {
		out = append(append(out, gap(6), kit.NewStrong("The next days").Yield()), a.nextDays(r)...)
	}
	if ids := a.p.ids(); len(ids) > 0 {
		out = append(append(out, gap(6), kit.NewStrong("The team, as a slot names them").Yield()), ids...)
	}
	return out
}

// ids are the ids by which a slot names people: nobody can guess that of "Ben K.".
func (p *Pane) ids() (out []fyne.CanvasObject) {
	if p.snap == nil || p.snap.Me.Agent == "" {
		return nil
	}
	lines := []string{idLine(p.snap.Me.Name, p.snap.Me.Agent)}
	for i := range p.snap.Team {
		lines = append(lines, idLine(p.snap.Team[i].Name, p.snap.Team[i].ID))
	}
	slices.Sort(lines) // the team's own order changes with their work
	for _, line := range lines {
		out = append(out, kit.NewText(line))
	}
	return out
}

func idLine(name string, id chat.AgentID) string {
	return fmt.Sprintf("%s · agent = %q", words.Name(name), string(id))
}

// ofKind are the slots of a kind of day.
func (a *about) ofKind(kind policy.DayType) []fyne.CanvasObject {
	e := a.p.edition
	var out []fyne.CanvasObject
	for _, s := range e.Roster {
		if s.Day == kind {
			out = append(out, a.place(s.Role, s.Agent, e.WindowOf(s)))
		}
	}
	if len(out) == 0 {
		return []fyne.CanvasObject{red(policy.NoCover + ": it has no slot at all")}
	}
	return out
}

// place is a slot in a line.
func (a *about) place(role policy.Role, who chat.AgentID, w policy.Window) fyne.CanvasObject {
	if who == "" {
		return red(fmt.Sprintf("%s · %s · %s", words.Upper(string(role)), w, policy.NoCover))
	}
	return kit.NewText(fmt.Sprintf("%s · %s · %s", words.Upper(string(role)), w, a.p.snap.NameOf(who)))
}

// nextDays say from when to when somebody is there, and who answers then.
func (a *about) nextDays(r *roster.Roster) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, d := range r.Days(a.p.opts.Now(), daysAhead) {
		day := d.Start.Time().In(r.Zone()).Format("Mon 2 Jan")
		if d.Kind == policy.DayHoliday {
			day += " (holiday)"
		}
		if len(d.Shifts) == 0 {
			out = append(out, red(day+" · "+policy.NoCover))
			continue
		}
		for _, s := range d.Shifts {
			out = append(out, a.shift(r, day, s))
		}
	}
	return out
}

func (a *about) shift(r *roster.Roster, day string, s roster.Shift) fyne.CanvasObject {
	line := day + " · " + span(s, r.Zone())
	primaries := r.Who(s, policy.RolePrimary)
	if len(primaries) == 0 {
		return red(line + " · no primary: " + policy.NoCover)
	}
	names := make([]string, len(primaries))
	for i, id := range primaries {
		names[i] = a.p.snap.NameOf(id)
	}
	return kit.NewText(line + " · " + strings.Join(names, ", "))
}

// span writes a shift as the wall shows it.
func span(s roster.Shift, zone *time.Location) string {
	return s.Start.Time().In(zone).Format("15:04") + "–" + s.End.Time().In(zone).Format("15:04")
}

// red is a line about a hole: the words say it, and the colour says it again.
func red(line string) fyne.CanvasObject {
	t := kit.NewText(line)
	t.SetInk(theme.Red)
	return t
}

func kindWord(kind policy.DayType) string { return words.Upper(string(kind)) + "s" }

// placeOf names the zone of cover as people say it.
func placeOf(e *policy.Edition) string {
	return "of " + strings.ReplaceAll(e.Policy.Cover.Zone, "_", " ") + ", and " + e.Policy.Cover.Window.String() + " where a slot has none of its own"
}

// warnings are what is not set up, and who of the lists is nobody on the team.
func (a *about) warnings() []policy.Warning { return a.p.warnings(a.p.edition) }

// warnings of an edition, with those that need the team. A desk that has not heard of
// its team yet does not call everybody a stranger.
func (p *Pane) warnings(e *policy.Edition) []policy.Warning {
	return append(e.Warnings(), p.strangers(e)...)
}

// strangers are those of an edition's lists who are nobody on the team, and whom they may
// mean.
func (p *Pane) strangers(e *policy.Edition) []policy.Warning {
	if p.snap == nil || len(p.snap.Team) == 0 {
		return nil
	}
	known := map[chat.AgentID]bool{p.snap.Me.Agent: true}
	called := map[string]chat.AgentID{strings.ToLower(p.snap.Me.Name): p.snap.Me.Agent}
	for i := range p.snap.Team {
		c := &p.snap.Team[i]
		known[c.ID], called[strings.ToLower(c.Name)] = true, c.ID
	}
	ws := e.Strangers(func(id chat.AgentID) bool { return known[id] })
	for _, s := range e.Roster {
		if id := called[strings.ToLower(string(s.Agent))]; id != "" && !known[s.Agent] {
			ws = append(ws, policy.Warning{Key: keySlots, Words: fmt.Sprintf("The id of %s is %q.", p.snap.NameOf(id), string(id))})
			known[s.Agent] = true // said once
		}
	}
	return ws
}
