package console

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/sync/feed"
)

// sink is the desk as the feed sees it.
type sink struct {
	desk   *app.Desk
	signer *signer // nil where nothing can be signed
}

var _ feed.Sink = sink{}

// Reset implements feed.Sink.
func (s sink) Reset(total int) { s.desk.Reset(total) }

// Events implements feed.Sink.
func (s sink) Events(batch []feed.Item) {
	items := make([]app.Item, len(batch))
	for i, it := range batch {
		items[i] = app.Item{Raw: it.Raw, Event: it.Event}
	}
	s.desk.Events(items)
}

// Live implements feed.Sink.
func (s sink) Live(resume string) { s.desk.Live(resume) }

// Position implements feed.Sink.
func (s sink) Position(resume string) { s.desk.Position(resume) }

// Result implements feed.Sink.
func (s sink) Result(r feed.Result) { s.desk.Result(r.ID, r.Refusal) }

// Gap implements feed.Sink.
func (s sink) Gap(chats []chat.ChatID, known bool) {
	if !known {
		chats = nil
	}
	s.desk.Gap(chats)
}

// states names the feed's states for the desk.
var states = map[feed.State]app.LinkState{
	feed.Offline: app.LinkOffline, feed.Dialing: app.LinkDialing, feed.Greeting: app.LinkDialing,
	feed.CatchingUp: app.LinkReading, feed.Live: app.LinkLive, feed.Refused: app.LinkRefused,
	feed.Stopped: app.LinkStopping,
}

// Status implements feed.Sink.
func (s sink) Status(st feed.Status) {
	if w := st.Welcome; w.Agent != "" {
		if s.signer != nil {
			s.signer.is(w.Floor, w.Agent)
		}
		s.desk.Welcome(app.Me{Agent: w.Agent, Name: w.Name, Role: w.Role, Floor: w.Floor, Policy: w.Policy})
	}
	s.desk.Connection(app.Link{
		State: states[st.State], Code: string(st.Reason.Code), Words: st.Reason.Words, RetryAt: st.RetryAt,
	})
}
