package livehelperchat

import (
	"context"
	"errors"
	"net/url"
	"slices"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
)

// Check tries the credentials and finds out which rights they have. It reads only: a
// right that only a change would show is listed with what will not work if it is
// missing, and the driver says so at the first time that it is.
func Check(ctx context.Context, c Config) (driver.Checkup, error) {
	d, err := New(c)
	if err != nil {
		return driver.Checkup{}, err
	}
	if err := d.meet(ctx); err != nil {
		return driver.Checkup{}, forPeople(err)
	}
	own := d.own()
	checkup := driver.Checkup{Server: Title, Account: own.outsider().Name}
	if err := d.meetTeams(ctx); err != nil && !isRefusal(err) {
		return checkup, forPeople(err)
	}
	missing, err := d.missing(ctx)
	if err != nil {
		return checkup, forPeople(err)
	}
	for _, r := range rights() {
		checkup.Rights = append(checkup.Rights, driver.Right{
			Name: r.name, OK: !slices.Contains(missing, r.name), Without: r.without, Needed: r.needed,
		})
	}
	if d.api.rest.Base.Scheme != "https" {
		checkup.Rights = append(checkup.Rights, driver.Right{Name: "https", Without: "The key and every line travel in clear text."})
	}
	checkup.Agents, checkup.Teams = d.outsiders(), d.departments()
	return checkup, nil
}

// missing asks, one call each, for the rights that a reading call shows.
func (d *Driver) missing(ctx context.Context) ([]string, error) {
	var names []string
	if !d.own().All {
		names = append(names, "all departments")
	}
	for _, p := range []struct{ name, route, path string }{
		{"lhchat,use", "/restapi/chatscount", "restapi/chatscount"},
		{"lhuser,userlistonlineall", "/restapi/onlineusers", "restapi/onlineusers"},
		// No chat and no survey has the number nought; the right is looked at first.
		{"lhrestapi,survey", "/restapi/surveychat/{chat}/{survey}", "restapi/surveychat/0/0"},
	} {
		_, err := d.api.get(ctx, p.route, p.path, url.Values{})
		var all *catchup.Refused
		switch {
		case errors.Is(err, errRight), errors.As(err, &all) && p.name != "lhchat,use": // or a server without that call
			names = append(names, p.name)
		case err != nil && !isRefusal(err):
			return names, err
		}
	}
	return names, nil
}

// outsiders are the operators, in the order of their numbers.
func (d *Driver) outsiders() []driver.Outsider {
	d.people.mu.Lock()
	defer d.people.mu.Unlock()
	ids := make([]number, 0, len(d.people.byID))
	for id := range d.people.byID {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	all := make([]driver.Outsider, len(ids))
	for i, id := range ids {
		u := d.people.byID[id]
		all[i] = u.outsider()
	}
	return all
}

func (d *Driver) departments() []string {
	d.teams.mu.Lock()
	defer d.teams.mu.Unlock()
	names := make([]string, 0, len(d.teams.names))
	for _, n := range d.teams.names {
		names = append(names, n)
	}
	slices.Sort(names)
	return names
}
