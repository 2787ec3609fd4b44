package livehelperchat

import (
	"cmp"
	"context"
	"sync"
	"time"
)

// teams are the server's departments.
type teams struct {
	mu    sync.Mutex
	names map[number]string
	asked time.Time
}

// meetTeams reads the departments.
func (d *Driver) meetTeams(ctx context.Context) error {
	list, err := d.api.departments(ctx)
	if err != nil {
		return err
	}
	d.teams.mu.Lock()
	defer d.teams.mu.Unlock()
	d.teams.asked, d.teams.names = d.cfg.Now(), make(map[number]string, len(list))
	for _, t := range list {
		if t.ID > 0 {
			d.teams.names[t.ID] = clipped(string(t.Name), 80)
		}
	}
	return nil
}

// team returns what the floor calls a department.
func (d *Driver) team(ctx context.Context, n number) (string, error) {
	t := &d.teams
	t.mu.Lock()
	name, known := t.names[n]
	again := !known && n > 0 && d.cfg.Now().Sub(t.asked) > askAgain
	t.mu.Unlock()
	if again {
		if err := d.meetTeams(ctx); err != nil {
			return "", err
		}
		t.mu.Lock()
		name = t.names[n]
		t.mu.Unlock()
	}
	return cmp.Or(d.cfg.Teams[name], name), nil
}

// department returns the number of the department that the floor calls so.
func (d *Driver) department(team string) (number, bool) {
	t := &d.teams
	t.mu.Lock()
	defer t.mu.Unlock()
	for n, name := range t.names {
		if cmp.Or(d.cfg.Teams[name], name) == team {
			return n, true
		}
	}
	return 0, false
}
