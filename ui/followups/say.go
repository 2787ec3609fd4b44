package followups

import (
	"cmp"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/words"
)

// originWords says why a follow-up exists; a rule of a later version brings its
// own word, which is shown as it is.
func originWords(o followup.Origin) string {
	switch o {
	case "":
		return ""
	case followup.OriginAsked:
		return "asked to be called"
	case followup.OriginSilent:
		return "fell silent"
	case followup.OriginOvernight:
		return "wrote overnight"
	case followup.OriginEscalation:
		return "escalated"
	}
	return string(o)
}

// who names people.
type who struct{ words.People }

// assignee is Name, with words for nobody.
func (w who) assignee(id chat.AgentID) string { return cmp.Or(w.Name(id), "Nobody yet") }

// author is who did something: a rule, where no person did.
func (w who) author(id chat.AgentID) string { return cmp.Or(w.Name(id), "a rule") }
