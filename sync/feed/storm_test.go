package feed

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/fake"
)

// TestStormEndsInTheHubsFloor is D-15: with 5% of all frames lost, repeated or
// out of order for ten minutes, and connections cut now and then, the desk
// ends with the hub's floor.
func TestStormEndsInTheHubsFloor(t *testing.T) {
	for seed := range uint64(5) {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			bubble(t, func(t *testing.T, h *fake.Hub) { storm(t, h, seed) })
		})
	}
}

func storm(t *testing.T, h *fake.Hub, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 15))
	h.Load(fake.Chats(20, 1)...)
	jitter := rand.New(rand.NewPCG(seed, 14)) // the desk's goroutine has its own
	d := open(t, h, func(c *Config) { c.Random = jitter.Float64 })
	d.live(t, h, time.Second)
	h.Faults(0.05, rand.New(rand.NewPCG(seed, 16)))
	lines := map[int]int{}
	for end := time.Now().Add(10 * time.Minute); time.Now().Before(end); {
		for range 1 + random.IntN(3) {
			c := 1 + random.IntN(40)
			if c > 20 && lines[c] == 0 {
				h.Push(fake.Opened(c))
			}
			lines[c]++
			h.Push(event(random, c, lines[c]+1))
		}
		switch random.IntN(600) {
		case 0:
			h.Drop()
		case 1:
			h.Behind()
		case 2:
			h.NewEpoch()
		}
		time.Sleep(time.Duration(random.IntN(400)) * time.Millisecond)
	}
	h.Faults(0, nil)
	d.live(t, h, 2*time.Minute)
	if len(d.gapped()) != 0 {
		t.Errorf("gaps are left: %v", d.gapped())
	}
	s := d.feed.Stats()
	t.Logf("%+v", s)
	if s.Holes < 10 || s.Repeated == 0 || s.Snapshots < 10 {
		t.Errorf("the storm was a breeze: %+v", s)
	}
}

// event makes line l of chat c, now and then something else.
func event(random *rand.Rand, c, l int) chat.Event {
	e := fake.Line(c, l, fmt.Sprintf("Line %d in the storm.", l))
	switch random.IntN(20) {
	case 0:
		e.Body = &chat.ChatTakenOver{Agent: "asha"}
	case 1:
		e.Body = &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "asks_human", Level: chat.LevelAlert}}
	case 2:
		e.Body = &chat.ChatQueued{Queue: "general", Reason: "The bot gave up."}
	}
	return e
}
