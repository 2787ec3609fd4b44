package words

import "floorwalker/app/view"

// Away is why a colleague cannot be given anything new now: they are offline,
// or finish what is at hand first (S-MULTI-05). It is empty for everybody else.
func Away(c view.Colleague) string {
	switch {
	case !c.Online:
		return "offline"
	case c.Focus:
		return "in focus: takes nothing new"
	}
	return ""
}
