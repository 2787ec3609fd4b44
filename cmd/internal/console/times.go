package console

import (
	"context"
	"encoding/json"
	"log/slog"
	"time"

	"floorwalker/storage"
	"floorwalker/sync/clock"
)

// clockName is the setting that says what is known of hub time.
const clockName = "clock"

const (
	// glance is how often the timekeeper looks whether there is news.
	glance = time.Second
	// keepEvery is how often it writes at most.
	keepEvery = time.Minute
)

// clockMark is hub time as this desk knows it, against one run of a machine and
// for one hub.
type clockMark struct {
	Boot string     `json:"boot"`
	Hub  string     `json:"hub"`
	Base clock.Base `json:"base"`
}

// timekeeper keeps what this desk knows of hub time over a restart, so that a desk
// which is started with the hub gone can tell whether an hour is over (D-04, A-64).
type timekeeper struct {
	clock *clock.Clock
	store *storage.Store
	// boot is empty where nobody can tell one run of the machine from another:
	// then nothing is kept.
	boot, hub string
	log       *slog.Logger

	kept clock.Base
	any  bool
}

// resume goes on by what was kept, if that was on this run of the machine and for
// this hub. What cannot be read is not known: the hub says it anew.
func (k *timekeeper) resume() {
	if k.boot == "" {
		return
	}
	raw, ok, err := k.store.Setting(clockName)
	var m clockMark
	if err != nil || !ok || json.Unmarshal(raw, &m) != nil || m.Boot != k.boot || m.Hub != k.hub {
		return
	}
	if !k.clock.Resume(m.Base) && k.log != nil {
		k.log.Warn("the wall clock was moved while this desk was closed; time is uncertain until the hub answers")
	}
}

// run keeps it until ctx ends, and once more then.
func (k *timekeeper) run(ctx context.Context) {
	if k.boot == "" {
		return
	}
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			k.keep(true)
			return
		case <-tick.C:
			k.keep(false)
		}
	}
}

// keep writes what is known if it is worth it. A desk that is offline learns
// nothing, and writes only when the wall clock has been slewed so far that a
// restart would take it for moved.
func (k *timekeeper) keep(now bool) {
	b, ok := k.clock.Base()
	if !ok || k.any && !k.news(b, now) {
		return
	}
	raw, err := json.Marshal(clockMark{Boot: k.boot, Hub: k.hub, Base: b})
	if err == nil {
		err = k.store.SetSetting(clockName, raw)
	}
	if err != nil {
		if k.log != nil {
			k.log.Warn("what this desk knows of hub time cannot be kept", slog.Any("error", err))
		}
		return
	}
	k.kept, k.any = b, true
}

func (k *timekeeper) news(b clock.Base, now bool) bool {
	turned := (b.Turned == nil) != (k.kept.Turned == nil) || b.Turned != nil && *b.Turned != *k.kept.Turned
	slewed := (b.Wall - k.kept.Wall).Abs() > clock.Jump/5
	learned := b.Heard - k.kept.Heard
	return turned || slewed || learned > keepEvery || now && learned > 0
}
