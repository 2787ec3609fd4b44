package crisp

import (
	"context"
	"errors"
	"net/url"
	"strconv"

	"floorwalker/sync/driver"
)

// rightKey is that Crisp accepts the key at all; it is no scope.
const rightKey = "key"

// Check finds out what a key may do before it is used, without a change at Crisp: it
// reads one of each thing that we read, and says who we are on the stream. What can only
// be found by writing, such as a scope that reads and does not write, is not found. The
// error is a sentence; it is nil where Crisp answered, also with a no.
func Check(ctx context.Context, c Config) (driver.Checkup, error) {
	d, err := New(c)
	if err != nil {
		return driver.Checkup{}, err
	}
	out := driver.Checkup{Server: "Crisp", Account: c.Website}
	accepted, err := d.tryStream(ctx)
	if err != nil {
		return out, inWords(err)
	}
	if accepted {
		if err := d.tryReads(ctx, &out); err != nil {
			return out, inWords(err)
		}
	}
	out.Rights = append([]driver.Right{{
		Name: rightKey, OK: accepted, Needed: true, Without: "Crisp does not accept the key, so nothing works.",
	}}, d.rights.all()...)
	return out, nil
}

// tryStream connects once and reports whether the key was accepted.
func (d *Driver) tryStream(ctx context.Context) (bool, error) {
	s, err := d.connect(ctx)
	switch {
	case errors.Is(err, errDenied) || refused(err):
		return false, nil
	case lacking(err):
		return false, nil // a plugin that is not installed in this workspace
	case err != nil:
		return false, err
	}
	return true, s.Close()
}

// tryReads reads one of each and notes what is refused.
func (d *Driver) tryReads(ctx context.Context, out *driver.Checkup) error {
	q := url.Values{"per_page": {strconv.Itoa(perPage)}, "order_date_updated": {"1"}}
	data, err := d.api.get(ctx, "conversations/{page}", q, "conversations", "1")
	if err := d.noted(err, "website:conversation:sessions"); err != nil {
		return err
	}
	if list, err := rows(data, decodeConversation); err == nil && len(list) > 0 {
		_, _, err := d.api.messages(ctx, list[0].Session, 0)
		if err := d.noted(err, "website:conversation:messages"); err != nil {
			return err
		}
	}
	if out.Agents, err = d.api.operators(ctx); err != nil {
		if err := d.noted(err, "website:operators"); err != nil {
			return err
		}
	}
	inboxes, err := d.api.inboxes(ctx)
	if err := d.noted(err, "website:inboxes"); err != nil {
		return err
	}
	for _, x := range inboxes {
		out.Teams = append(out.Teams, x.Name)
	}
	_, err = d.api.get(ctx, "helpdesk/locales/{page}", nil, "helpdesk", "locales", "1")
	return d.noted(err, "website:helpdesk")
}

// noted notes that a right is missing, and returns any other error. A workspace without
// a helpdesk says that there is none.
func (d *Driver) noted(err error, scope string) error {
	switch {
	case err == nil:
		return nil
	case lacking(err):
		d.rights.lacks(scope)
		return nil
	case scope == "website:helpdesk" && missingThing(err):
		d.rights.lacks(scope)
		return nil
	}
	return err
}
