package livehelperchat

import (
	"cmp"
	"context"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// people are the server's operators.
type people struct {
	mu    sync.Mutex
	self  userRow
	byID  map[number]userRow
	asked time.Time
	ids   map[number]chat.AgentID // as the hub has named them
}

// askAgain is how long nobody is asked who an operator is after it was in vain.
const askAgain = time.Minute

// meet reads who there is. Where the right is missing, operators stay numbers.
func (d *Driver) meet(ctx context.Context) error {
	self, err := d.api.user(ctx, d.cfg.Username)
	if err != nil {
		return err
	}
	ops, err := d.api.operators(ctx)
	if err != nil && !isRefusal(err) {
		return err
	}
	p := &d.people
	p.mu.Lock()
	defer p.mu.Unlock()
	p.self, p.asked = self, d.cfg.Now()
	p.byID = map[number]userRow{self.ID: self}
	if p.ids == nil {
		p.ids = make(map[number]chat.AgentID)
	}
	for _, o := range ops {
		if o.User.ID > 0 && !bool(o.User.Disabled) {
			p.byID[o.User.ID] = o.User
		}
	}
	return nil
}

// agent returns who an operator is on the floor. One of the configuration is who it
// says; all others the hub knows by their mail address, or gets to know.
func (d *Driver) agent(ctx context.Context, n number) (chat.AgentID, error) {
	if n <= 0 {
		return "", nil
	}
	p := &d.people
	p.mu.Lock()
	u, met := p.byID[n]
	id := p.ids[n]
	again := !met && d.cfg.Now().Sub(p.asked) > askAgain
	p.mu.Unlock()
	if id != "" {
		return id, nil
	}
	if again {
		if err := d.meet(ctx); err != nil {
			return "", err
		}
		p.mu.Lock()
		u, met = p.byID[n]
		p.mu.Unlock()
	}
	if !met {
		u.ID = n
	}
	id, err := d.introduce(ctx, &u)
	if err == nil && met {
		p.mu.Lock()
		p.ids[n] = id
		p.mu.Unlock()
	}
	return id, err
}

func (d *Driver) introduce(ctx context.Context, u *userRow) (chat.AgentID, error) {
	if id := d.onFloor(u); id != "" {
		return id, nil
	}
	sink, _, err := d.running()
	if err != nil {
		return "", err
	}
	return sink.Outsider(ctx, u.outsider())
}

// onFloor returns who of the configuration an operator is.
func (d *Driver) onFloor(u *userRow) chat.AgentID {
	for _, key := range []string{itoa(int64(u.ID)), string(u.Username), string(u.Mail)} {
		if id := d.cfg.Agents[key]; id != "" && key != "" {
			return id
		}
	}
	return ""
}

// operator returns which of the server's operators somebody of the floor is.
func (d *Driver) operator(id chat.AgentID) (userRow, bool) {
	p := &d.people
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, u := range p.byID {
		if a := d.onFloor(&u); a == id || a == "" && p.ids[u.ID] == id {
			return u, true
		}
	}
	return userRow{}, false
}

// own is the operator whom the key belongs to.
func (d *Driver) own() userRow {
	d.people.mu.Lock()
	defer d.people.mu.Unlock()
	return d.people.self
}

// outsider is an operator as the hub gets to know them.
func (u *userRow) outsider() driver.Outsider {
	name := strings.TrimSpace(string(u.First) + " " + string(u.Last))
	return driver.Outsider{
		ID:   itoa(int64(u.ID)),
		Name: clipped(cmp.Or(name, string(u.Nick), string(u.Username), "Operator "+itoa(int64(u.ID))), 80),
		Mail: string(u.Mail),
	}
}
