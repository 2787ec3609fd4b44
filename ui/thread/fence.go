package thread

import "floorwalker/app/view"

// unfenced reports whether the time is over in which the backend has to confirm that
// the bot is stopped (D-08).
func (p *Pane) unfenced(t *view.Thread) bool {
	return t.Stance == view.Taking && p.opts.Now().Sub(t.Claimed) >= p.opts.Policy.TakeOver.Fence
}
