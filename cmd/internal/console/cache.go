package console

import (
	"encoding/json"
	"errors"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/storage"
	"floorwalker/sync/wire"
)

// cache is the store as the desk's port.
type cache struct{ store *storage.Store }

var _ app.Cache = cache{}

// Load implements app.Cache. A line that cannot be read any more is left out:
// the hub has it.
func (c cache) Load(visit func(app.Item) error) (app.Position, bool, error) {
	p, ok, err := c.store.LoadFloor(func(l storage.CachedEvent) error {
		e, err := wire.DecodeEvent(l.Line, nil)
		if err != nil {
			return nil //nolint:nilerr // said above
		}
		return visit(app.Item{Event: e})
	})
	var damaged *storage.DamagedError
	if errors.As(err, &damaged) {
		// What could be read is shown until the hub has sent everything anew.
		return app.Position{}, false, nil
	}
	return app.Position{Floor: p.Floor, Resume: p.Resume, At: p.At}, ok, err
}

// Save implements app.Cache.
func (c cache) Save(b app.Batch) error {
	events := make([]storage.CachedEvent, len(b.Items))
	for i, it := range b.Items {
		events[i] = storage.CachedEvent{Chat: it.Event.Chat, Line: it.Raw}
	}
	records, forget := make([]storage.Record, len(b.Records)), make([]storage.RecordKey, len(b.Forget))
	for i, r := range b.Records {
		records[i] = storage.Record(r)
	}
	for i, k := range b.Forget {
		forget[i] = storage.RecordKey(k)
	}
	return c.store.SaveFloor(storage.FloorBatch{
		Reset: b.Reset, Events: events, Drop: b.Drop, Records: records, Forget: forget,
		Position: storage.Position{Floor: b.Position.Floor, Resume: b.Position.Resume, At: b.Position.At},
	})
}

// SaveDraft implements app.Cache.
func (c cache) SaveDraft(d app.Draft) error { return c.store.SaveDraft(d.Chat, d.Kind, d.Text, d.At) }

// Drafts implements app.Cache.
func (c cache) Drafts(visit func(app.Draft) error) error {
	return c.store.Drafts(func(d storage.Draft) error { return visit(app.Draft(d)) })
}

// SetLooked implements app.Cache.
func (c cache) SetLooked(at map[chat.ChatID]chat.Instant) error { return c.store.SetLooked(at) }

// LoadLooked implements app.Cache.
func (c cache) LoadLooked() (map[chat.ChatID]chat.Instant, error) { return c.store.LoadLooked() }

// LoadRecords implements app.Cache.
func (c cache) LoadRecords(visit func(app.Record) error) (whole bool, err error) {
	err = c.store.LoadRecords(func(r storage.Record) error { return visit(app.Record(r)) })
	var damaged *storage.DamagedError
	if errors.As(err, &damaged) {
		return false, nil
	}
	return err == nil, err
}

// meName is the setting that says who worked here last.
const meName = "me"

// LoadMe implements app.Cache. What cannot be read is nobody: the hub says it
// again with the next connection.
func (c cache) LoadMe() (app.Me, bool, error) {
	raw, ok, err := c.store.Setting(meName)
	var damaged *storage.DamagedError
	if errors.As(err, &damaged) || err == nil && !ok {
		return app.Me{}, false, nil
	}
	if err != nil {
		return app.Me{}, false, err
	}
	var me app.Me
	if json.Unmarshal(raw, &me) != nil {
		return app.Me{}, false, nil
	}
	return me, true, nil
}

// SetMe implements app.Cache.
func (c cache) SetMe(me app.Me) error {
	raw, err := json.Marshal(me)
	if err != nil {
		return err
	}
	return c.store.SetSetting(meName, raw)
}
