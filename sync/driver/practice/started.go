package practice

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"floorwalker/app/chat"
)

// maxStarted is how many chats that were asked for may be alive at a time.
const maxStarted = 100

var (
	// ErrNoScenario says that no script has the name.
	ErrNoScenario = errors.New("there is no such scenario")
	// ErrCrowded says that enough chats that were asked for are alive.
	ErrCrowded = errors.New("too many scenarios are being played")
)

// Start lets a simulated customer of the named script come now, whether the
// floor has customers of its own or not, and returns the chat. It returns when
// the chat is on the floor, [ErrNoScenario], [ErrCrowded] or [ErrNotRunning].
func (p *Practice) Start(ctx context.Context, name string) (chat.ChatID, error) {
	s := p.scenarioNamed(name)
	if s == nil {
		return "", ErrNoScenario
	}
	if !p.admit() {
		return "", ErrCrowded
	}
	a := newActor(p, s, p.demoID(s))
	opened := make(chan error, 1)
	if !p.spawn(func(run context.Context) {
		defer p.dismissed()
		err := a.open(run)
		opened <- err
		if err != nil {
			a.leave()
			return
		}
		a.play(run, 0)
	}) {
		a.leave()
		p.dismissed()
		return "", ErrNotRunning
	}
	select {
	case err := <-opened:
		return a.id, err
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (p *Practice) admit() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.started >= maxStarted {
		return false
	}
	p.started++
	return true
}

func (p *Practice) dismissed() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.started--
}

func (p *Practice) scenarioNamed(name string) *Scenario {
	for _, s := range p.scenarios {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// demoID returns an id that no chat ever had. Its number is the time in
// milliseconds, or one more than the last. So a hub that starts again, having
// forgotten what it played, does not meet its old chats.
func (p *Practice) demoID(s *Scenario) chat.ChatID {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lastDemo = max(p.lastDemo+1, p.opts.Now().UnixMilli())
	return chat.ChatID(demoPrefix + s.Name + "-" + strconv.FormatInt(p.lastDemo, 10))
}

// met notes the number of a chat of an earlier run.
func (p *Practice) met(number int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.lastDemo = max(p.lastDemo, number)
}

// listScenarios answers with the scripts' names and what they show.
func (p *Practice) listScenarios(w http.ResponseWriter, _ *http.Request) {
	type entry struct {
		Name  string `json:"name"`
		About string `json:"about"`
	}
	all := make([]entry, 0, len(p.scenarios))
	for _, s := range p.scenarios {
		all = append(all, entry{s.Name, s.About})
	}
	answer(w, http.StatusOK, struct {
		Scenarios []entry `json:"scenarios"`
	}{all})
}

func (p *Practice) postScenario(w http.ResponseWriter, r *http.Request) {
	id, err := p.Start(r.Context(), r.PathValue("name"))
	switch {
	case err == nil:
		answer(w, http.StatusAccepted, struct {
			Chat chat.ChatID `json:"chat"`
		}{id})
	case errors.Is(err, ErrNoScenario):
		refuse(w, http.StatusNotFound, "There is no such scenario.")
	case errors.Is(err, ErrCrowded):
		refuse(w, http.StatusTooManyRequests, "Too many scenarios are being played; wait until one has ended.")
	default:
		refuse(w, http.StatusServiceUnavailable, "The practice floor is not running.")
	}
}
