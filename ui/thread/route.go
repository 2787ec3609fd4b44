package thread

import (
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// routeWord is the rule by which a chat belongs where it does, for the head: its name,
// and to whom (V-ROUTE-01). It is empty for a chat that no rule says anything about.
func routeWord(t *view.Thread) string {
	if w := t.Routed.Words(); w != "" {
		return "Rule: " + w
	}
	return ""
}

// addRoute says in the side panel why the chat is where it is.
func (s *Side) addRoute(t *view.Thread) {
	r := &t.Routed
	if r.Rule == "" && r.GivenBy == "" && t.Choice == "" {
		return
	}
	s.section("How it came here")
	put := func(key, value string) {
		if value != "" {
			s.add(kit.NewKeyValue(key, kit.DisplayLine(value)))
		}
	}
	put("Rule", r.Rule)
	put("For", r.Queue)
	put("For", r.AgentName)
	put("Chosen before", t.Choice)
	put("Site", t.Site)
	if r.Why != "" {
		s.add(kit.NewQuietText(sentence(r.Why)))
	}
	if r.GivenBy != "" {
		s.add(kit.NewQuietText(words.Upper(r.GivenBy) + "."))
	}
}
