package escalate

import (
	"slices"
	"strconv"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Keys of the choices: a level of the matrix, a person and a team may share a name.
const (
	levelKey  = "level "
	personKey = "person "
	teamKey   = "team "
)

// target is to whom a chat is escalated.
type target struct {
	to    chat.AgentID
	queue string
	level string
	name  string
}

// targets are the levels of the matrix, then the teams, then the people; who is not
// online, or is in focus, stands there with the way out and cannot be chosen
// (E-ESC-06, A-34, S-MULTI-05).
func targets(s *app.Snapshot, e *policy.Edition) []kit.Choice {
	var all []kit.Choice
	for i, r := range e.Matrix {
		c := kit.Choice{Key: levelKey + strconv.Itoa(i), Name: r.Level, Detail: r.Condition, Pill: kit.PillData{Word: "level"}}
		if r.Within > 0 {
			c.Detail += " · within " + words.Span(r.Within)
		}
		switch {
		case r.Agent != "":
			a, ok := colleague(s.Team, r.Agent)
			c.Detail += " · " + a.Name
			c.Locked = locked(a, ok, e)
		case r.Queue == "":
			c.Locked = "nobody stands for this level; a lead sets it on the page Policy"
		default:
			c.Detail += " · " + r.Queue
		}
		all = append(all, c)
	}
	for _, q := range e.Policy.Queues {
		if q == "" {
			continue
		}
		n := 0
		for _, c := range s.Team {
			if c.Online && c.Department == q {
				n++
			}
		}
		all = append(all, kit.Choice{Key: teamKey + q, Name: q, Detail: words.Online(n), Pill: kit.PillData{Word: "team"}})
	}
	for _, a := range leadsFirst(s.Team) {
		all = append(all, kit.Choice{
			Key: personKey + string(a.ID), Name: a.Name, Detail: presence(a), Pill: kit.PillData{Word: a.Department}, Locked: locked(a, true, e),
		})
	}
	return all
}

// reachable is what of all the backend of a chat can hand it to; a level stands there with
// its reason, for it is the team's matrix.
func reachable(s *app.Snapshot, id chat.ChatID, all []kit.Choice) []kit.Choice {
	t := s.Thread
	if t == nil || t.ID != id {
		return all
	}
	kept := all[:0]
	for _, c := range all {
		if strings.HasPrefix(c.Key, personKey) && !t.Can.Do(chat.OpForward) || strings.HasPrefix(c.Key, teamKey) && !t.Can.Do(chat.OpForwardTeam) {
			continue
		}
		kept = append(kept, c)
	}
	return kept
}

func presence(a view.Colleague) string {
	if a.Online {
		return "online · " + words.Count(a.Chats, "chat")
	}
	return words.Count(a.Chats, "chat")
}

// locked is why somebody cannot be chosen, with what can be done instead.
func locked(a view.Colleague, known bool, e *policy.Edition) string {
	why := words.Away(a)
	switch {
	case !known:
		return "not on this floor"
	case why == "":
		return ""
	case e.Policy.HasQueue(a.Department):
		return why + "; choose " + a.Department
	}
	return why + "; choose a team"
}

// leadsFirst are the people in the order in which one escalates to them.
func leadsFirst(team []view.Colleague) []view.Colleague {
	sorted := slices.Clone(team)
	slices.SortStableFunc(sorted, func(a, b view.Colleague) int { return rank(a) - rank(b) })
	return sorted
}

func rank(a view.Colleague) int {
	switch {
	case a.Online && a.Role == chat.RoleLead:
		return 0
	case a.Online:
		return 1
	}
	return 2
}

func colleague(team []view.Colleague, id chat.AgentID) (view.Colleague, bool) {
	if i := slices.IndexFunc(team, func(c view.Colleague) bool { return c.ID == id }); i >= 0 {
		return team[i], true
	}
	return view.Colleague{Name: string(id)}, false
}

// targetOf is what a choice stands for.
func targetOf(key string, s *app.Snapshot, e *policy.Edition) (t target, ok bool) {
	if at, is := strings.CutPrefix(key, levelKey); is {
		i, err := strconv.Atoi(at)
		if err != nil || i >= len(e.Matrix) {
			return t, false
		}
		r := e.Matrix[i]
		t = target{to: r.Agent, level: r.Level, name: r.Level}
		if r.Agent == "" {
			t.queue = r.Queue
		}
		return t, true
	}
	if q, is := strings.CutPrefix(key, teamKey); is {
		return target{queue: q, name: "our " + q + " team"}, true
	}
	id, is := strings.CutPrefix(key, personKey)
	a, known := colleague(s.Team, chat.AgentID(id))
	return target{to: a.ID, name: a.Name}, is && known
}
