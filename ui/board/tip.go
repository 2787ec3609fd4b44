package board

import (
	"strings"

	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// tell floats over the rows what the one under the pointer has no room for.
func (p *Pane) tell(key string, top, bottom float32) {
	src := source{p}
	for i := range src.Len() {
		if src.Key(i) == key && key != "" {
			p.tip.Say(tipWords(src.row(i)), 60, top, bottom)
			return
		}
	}
	p.tip.Say("", 0, 0, 0)
}

// tipWords are by which rule a chat is where it is, whom it waits for, and what else its
// badges may have had no room for; "" is nothing worth a word.
func tipWords(r *view.Row) string {
	var said []string
	if r.Routed != "" {
		said = append(said, "By the rule “"+r.Routed+"”.")
	}
	switch {
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
