package console

import (
	"reflect"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Nothing that the hub says of a backend is lost on its way to the status page.
func TestWhatTheHubSaysOfABackend(t *testing.T) {
	at := chat.InstantOf(time.Unix(1_700_000_000, 0))
	got := statusOf(&wire.BackendStatus{
		Name: "crisp", Title: "Crisp", State: chat.BackendDown, Since: at, Words: "It does not answer.", LastEvent: at.Add(-time.Second), Lag: 340,
		Used: 9, Limit: 10, Window: 60_000, Version: "v1", Reconnects: 3,
		Missing:      []wire.MissingRight{{Name: "website", Without: "Nothing works.", Needed: true}},
		Capabilities: []wire.BackendCapability{{Op: chat.OpJoin, Ability: chat.AbilityEmulated, How: "as a note", Sees: "a line", Unverified: true}},
	})
	want := app.BackendStatus{
		Name: "crisp", Title: "Crisp", State: chat.BackendDown, Since: at, Words: "It does not answer.", LastEvent: at.Add(-time.Second), Lag: 340 * time.Millisecond,
		Used: 9, Limit: 10, Window: time.Minute, Version: "v1", Reconnects: 3,
		Missing:      []app.MissingRight{{Name: "website", Without: "Nothing works.", Needed: true}},
		Capabilities: chat.Capabilities{{Op: chat.OpJoin, Ability: chat.AbilityEmulated, How: "as a note", Sees: "a line", Unverified: true}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
	for i := range reflect.TypeFor[app.BackendStatus]().NumField() {
		if reflect.ValueOf(got).Field(i).IsZero() {
			t.Errorf("%s is never filled", reflect.TypeFor[app.BackendStatus]().Field(i).Name)
		}
	}
}
