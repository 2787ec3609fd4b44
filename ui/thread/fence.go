package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// fence is how long the backend has been asked to stop the bot of the chat on screen
// (D-08).
type fence struct {
	chat  chat.ChatID
	since chat.Instant
}

// watchFence remembers since when a takeover waits. A chat that comes on screen in
// the middle of one is given the whole time again: it is then said late that the bot
// may still speak, and never early.
func (p *Pane) watchFence(t *view.Thread) {
	switch {
	case t.Stance != view.Taking:
		p.fence = fence{}
	case p.fence.chat != t.ID:
		p.fence = fence{chat: t.ID, since: p.opts.Now()}
	}
}

// unfenced reports whether the time is over in which the backend has to confirm that
// the bot is stopped.
func (p *Pane) unfenced(t *view.Thread) bool {
	return p.fence.chat == t.ID && p.opts.Now().Sub(p.fence.since) >= p.opts.Policy.TakeOver.Fence
}
