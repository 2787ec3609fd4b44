package backends

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// system is one chat system: its state as the floor has it, with the figures that the
// hub was asked for.
type system struct {
	app.BackendStatus
	can     []view.Can
	counted bool // the figures came
}

// down reports whether nothing works that needs the system.
func down(s chat.BackendState) bool { return s == chat.BackendDown || s == chat.BackendRefused }

// merge puts figures to the systems of the floor. What the floor says of a state is
// newer; a system that only the hub's answer has is shown, too.
func merge(known []view.Backend, from []app.BackendStatus) []system {
	out := make([]system, 0, len(known))
	for i := range known {
		b := &known[i]
		var s system
		if at := slices.IndexFunc(from, func(f app.BackendStatus) bool { return f.Name == b.Name }); at >= 0 {
			s.BackendStatus, s.counted = from[at], counts(&from[at])
		}
		s.Name, s.Title, s.State, s.Words, s.Since, s.can = b.Name, b.Title, b.State, b.Words, b.Since, b.Can.All()
		out = append(out, s)
	}
	for _, f := range from {
		if !slices.ContainsFunc(known, func(b view.Backend) bool { return b.Name == f.Name }) {
			out = append(out, system{BackendStatus: f, counted: counts(&f)})
		}
	}
	return out
}

// counts reports whether a system says anything of its connection: one in the hub's own
// process has none.
func counts(s *app.BackendStatus) bool {
	return !s.LastEvent.IsZero() || s.Used > 0 || s.Limit > 0 || s.Version != "" || s.Reconnects > 0 || len(s.Missing) > 0
}

// ordered is the names of the systems, those in trouble first.
func ordered(all []system) []string {
	rank := func(s chat.BackendState) int {
		switch {
		case down(s):
			return 0
		case !s.Well():
			return 1
		}
		return 2
	}
	byTrouble := slices.Clone(all)
	slices.SortStableFunc(byTrouble, func(a, b system) int {
		return cmp.Or(cmp.Compare(rank(a.State), rank(b.State)), strings.Compare(a.Title, b.Title), strings.Compare(a.Name, b.Name))
	})
	names := make([]string, len(byTrouble))
	for i := range byTrouble {
		names[i] = byTrouble[i].Name
	}
	return names
}

func named(all []system, name string) (system, bool) {
	for i := range all {
		if all[i].Name == name {
			return all[i], true
		}
	}
	return system{}, false
}

// tone is the colour of a state; its word stands beside it.
func tone(s chat.BackendState) kit.Tone {
	switch s {
	case chat.BackendLive, chat.BackendPolling:
		return kit.Green
	case chat.BackendDown, chat.BackendRefused:
		return kit.Red
	}
	return kit.Amber
}

// pill is a state in a word and its colour.
func pill(s chat.BackendState) kit.PillData {
	word := words.BackendState(s)
	if s == chat.BackendPolling {
		word = "Live, by asking"
	}
	return kit.PillData{Word: word, Tone: tone(s), Dot: true}
}

// row is a system in a line.
func row(s *system, now chat.Instant) kit.TableRow {
	name := kit.Cell{Text: words.Backend(s.Title, s.Name), Strong: true, Detail: s.Version}
	if name.Detail == "" && s.Title != "" && !strings.EqualFold(strings.ReplaceAll(s.Title, " ", ""), s.Name) {
		name.Detail = s.Name
	}
	state := kit.Cell{Pill: pill(s.State), Detail: "for " + words.For(max(now.Sub(s.Since), 0))}
	switch {
	case s.Since.IsZero():
		state.Detail = ""
	case now.Sub(s.Since) < 5*time.Second:
		state.Detail = "since just now"
	}
	r := kit.TableRow{Key: s.Name, Cells: []kit.Cell{name, state}}
	if down(s.State) {
		r.Tone = kit.Red
	}
	return r
}
