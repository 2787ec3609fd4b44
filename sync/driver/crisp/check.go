package crisp

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

// rightKey is that Crisp accepts the key at all; it is no scope.
const rightKey = "key"

// Check finds out what a key may do before it is used, without a change at Crisp: it
// reads one of each thing that we read, and says who we are on the stream. What can only
// be found by writing, such as a scope that reads and does not write, is not found. The
// rights are those of which Crisp has said anything: where it does not accept the key,
// that alone. The error is a sentence; it is nil where Crisp answered, also with a no.
func Check(ctx context.Context, c Config) (driver.Checkup, error) {
	d, err := New(c)
	if err != nil {
		return driver.Checkup{}, err
	}
	out := driver.Checkup{Server: "Crisp", Account: c.Website}
	accepted, err := d.tryStream(ctx)
	if err != nil {
		return out, d.inSetup(err)
	}
	if accepted {
		if err := d.tryReads(ctx, &out); err != nil {
			return out, d.inSetup(err)
		}
	}
	out.Rights = append([]driver.Right{{Name: rightKey, OK: accepted, Needed: true, Without: withoutKey}}, d.rights.found()...)
	return out, nil
}

const (
	withoutKey = "Crisp does not accept the key for this workspace, so nothing works and no other right could be asked for: " +
		"compare the identifier, the key, its kind (website or plugin) and the website ID with what Crisp shows, or make a new key there."
	wordsSite = "Crisp knows no workspace with this website ID: copy it from Settings, Workspace, Setup in Crisp."
	wordsURL  = "There is no interface of Crisp at this address: it is " + DefaultURL + ", with /v1 at its end."
)

// inSetup is inWords for what was entered a moment ago: nothing is about a chat yet, and
// what is not there is the workspace, or the interface itself.
func (d *Driver) inSetup(err error) error {
	var v *vendorError
	named := errors.As(err, &v) && v.reason != ""
	status := rest.Status(err)
	switch {
	case named && v.reason == "website_not_found":
		return &driver.Refusal{Words: wordsSite, Err: err}
	case errors.Is(err, rest.ErrUnreadable), status >= 300 && status < 400, status == http.StatusMethodNotAllowed,
		status == http.StatusNotFound && (!named || v.reason == "route_not_found" || !strings.HasSuffix(d.api.rest.Base.Path, "/v1")):
		return &driver.Refusal{Words: wordsURL, Err: err}
	case status == http.StatusNotFound, status == http.StatusBadRequest:
		return &driver.Refusal{Words: wordsSite, Err: err}
	}
	return inWords(err)
}

// tryStream connects once and reports whether the key was accepted.
func (d *Driver) tryStream(ctx context.Context) (bool, error) {
	s, err := d.connect(ctx)
	switch {
	case errors.Is(err, errDenied) || refused(err):
		return false, nil
	case rest.Status(err) == http.StatusMethodNotAllowed:
		return false, err // what is there is not Crisp's interface
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
		d.rights.has(scope)
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
