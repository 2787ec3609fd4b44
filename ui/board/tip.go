package board

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// tell floats over the rows what the one under the pointer has no room for.
func (p *Pane) tell(key string, top, bottom float32) {
	p.told = pointed{key, top, bottom}
	src := source{p}
	for i := range src.Len() {
		if src.Key(i) == key && key != "" {
			p.tip.Say(tipWords(src.row(i)), 60, top, bottom)
			return
		}
	}
	p.tip.Say("", 0, 0, 0)
}

// pointed is the row under the pointer, and where it stands.
type pointed struct {
	key         string
	top, bottom float32
}

// retell keeps what is said of that row true while the pointer rests on it.
func (p *Pane) retell() {
	if p.told.key != "" {
		p.tell(p.told.key, p.told.top, p.told.bottom)
	}
}

// tipWords are by which rule a chat is where it is, whom it waits for, and what else its
// badges may have had no room for; "" is nothing worth a word.
func tipWords(r *view.Row) string {
	var said []string
	if r.Routed != "" {
		said = append(said, "By the rule “"+r.Routed+"”.")
	}
	switch { // an accepted chat keeps its team, and waits for nobody
	case r.Stage != chat.StageQueued:
	case r.ForMe:
		said = append(said, "It waits for you or your team.")
	case r.Queue != "":
		said = append(said, "It waits for "+r.Queue+".")
	}
	if r.Group {
		said = append(said, "Several people serve it together.")
	}
	if r.Blocked {
		said = append(said, "Its customer is blocked.")
	}
	if r.Beside > 0 {
		said = append(said, "The team has said "+words.Count(r.Beside, "new line")+" beside it.")
	}
	return strings.Join(said, " ")
}
