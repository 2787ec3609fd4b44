package hub

import (
	"context"
	"net/http"
	"sync"
	"time"

	"floorwalker/app/chat"
)

// visits are the requests of the team that are being answered, so that those of
// somebody who is revoked end at once, whatever they wait for.
type visits struct {
	mu sync.Mutex // guards of
	of map[chat.AgentID]map[*visit]struct{}
}

type visit struct {
	cancel context.CancelFunc
	out    *http.ResponseController
}

// enter lists a request until leave is called, which is before it is answered.
func (v *visits) enter(agent chat.AgentID, one *visit) (leave func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.of == nil {
		v.of = make(map[chat.AgentID]map[*visit]struct{})
	}
	if v.of[agent] == nil {
		v.of[agent] = make(map[*visit]struct{}, 1)
	}
	v.of[agent][one] = struct{}{}
	return func() {
		v.mu.Lock()
		defer v.mu.Unlock()
		if delete(v.of[agent], one); len(v.of[agent]) == 0 {
			delete(v.of, agent)
		}
	}
}

// revoke ends all of an agent's. First the context and then the deadlines: whoever
// sets a new deadline looks at the context behind that.
func (v *visits) revoke(agent chat.AgentID) {
	v.mu.Lock()
	defer v.mu.Unlock()
	over := time.Unix(1, 0)
	for one := range v.of[agent] {
		one.cancel()
		// A server that cannot have deadlines, such as a test's recorder, ends when
		// its handler looks at the context.
		_ = one.out.SetReadDeadline(over)
		_ = one.out.SetWriteDeadline(over)
	}
}
