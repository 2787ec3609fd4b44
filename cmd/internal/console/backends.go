package console

import (
	"context"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/sync/fetch"
	"floorwalker/sync/wire"
)

// backends are the hub's connections as the desk asks for them.
type backends struct{ client *fetch.Client }

var _ app.Backends = backends{}

// Status implements app.Backends.
func (b backends) Status(ctx context.Context) ([]app.BackendStatus, error) {
	all, err := b.client.Backends(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]app.BackendStatus, len(all))
	for i := range all {
		out[i] = statusOf(&all[i])
	}
	return out, nil
}

func statusOf(s *wire.BackendStatus) app.BackendStatus {
	out := app.BackendStatus{
		Name: s.Name, Title: s.Title, State: s.State, Since: s.Since, Words: s.Words, LastEvent: s.LastEvent,
		Lag: time.Duration(s.Lag) * time.Millisecond, Used: s.Used, Limit: s.Limit, Window: time.Duration(s.Window) * time.Millisecond,
		Version: s.Version, Reconnects: s.Reconnects,
	}
	for _, m := range s.Missing {
		out.Missing = append(out.Missing, app.MissingRight{Name: m.Name, Without: m.Without, Needed: m.Needed})
	}
	for _, c := range s.Capabilities {
		out.Capabilities = append(out.Capabilities, chat.Capability(c))
	}
	return out
}
