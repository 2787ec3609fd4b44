package livehelperchat

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/catchup"
	"floorwalker/sync/driver/internal/rest"
)

// api is the server's REST interface, as far as it is used. Its methods know neither
// the floor nor the log. It may be used from many goroutines.
type api struct {
	rest rest.Client
	seen func(http.Header)
	// lacks is told of each right that the server says is missing.
	lacks func(right)
}

// pageSize is how many chats are asked for at a time.
const pageSize = 100

// unwanted are the fields of a chat that nobody reads, the visitor's secret before all:
// what is not sent cannot leak.
const unwanted = "hash,ip,uagent,session_referrer,chat_variables,remarks,operation,operation_admin,lat,lon,mail_send,screenshot_id,online_user_id"

// newAPI returns the interface of the server at c's address.
func newAPI(c *Config, seen func(http.Header), lacks func(right)) (*api, error) {
	base, err := c.base()
	if err != nil {
		return nil, err
	}
	return &api{seen: seen, lacks: lacks, rest: rest.Client{
		Base: base, HTTP: c.HTTP, Sign: c.sign, Now: c.Now, Timeout: 8 * time.Second, Logger: c.Logger,
		Explain: explain,
	}}, nil
}

// get reads, and returns the body of a yes.
func (a *api) get(ctx context.Context, route, path string, q url.Values) ([]byte, error) {
	return a.ask(ctx, rest.Call{Method: http.MethodGet, Route: "GET " + route, Path: path, Query: q})
}

func (a *api) ask(ctx context.Context, call rest.Call) ([]byte, error) {
	ans, err := a.rest.Ask(ctx, call)
	if ans.Header != nil {
		a.seen(ans.Header)
	}
	var no *lacking
	if errors.As(err, &no) {
		a.lacks(no.right)
	}
	return withoutNotices(ans.Body), err
}

// explain tells a yes from a no: the status does not, for most refusals come with 200.
// What cannot be read is no refusal, but an answer that says nothing.
func explain(ans rest.Answer) error {
	if ans.Status >= http.StatusInternalServerError {
		return rest.ErrStatus
	}
	words, refused, err := refusal(ans.Body)
	switch {
	case refused || err == nil && ans.Status >= http.StatusBadRequest:
		return refusalOf(words)
	case ans.Status == http.StatusUnauthorized || ans.Status == http.StatusForbidden:
		return refusalOf("Authorization failed!")
	case ans.Status >= http.StatusMultipleChoices && ans.Status < http.StatusBadRequest:
		return &catchup.Refused{Words: "The address leads elsewhere; enter the one that the browser ends up at.", Err: rest.ErrStatus}
	case ans.Status == http.StatusNotFound:
		return &catchup.Refused{Words: "There is no Live Helper Chat at this address; perhaps index.php or the site access is missing from it.", Err: rest.ErrStatus}
	case err != nil:
		return fmt.Errorf("%w: %w", rest.ErrUnreadable, err)
	}
	return nil
}

// chats lists those in one of the states, newest first, all pages of it.
func (a *api) chats(ctx context.Context, states string, more url.Values) ([]chatRow, error) {
	var all []chatRow
	known := make(map[number]bool)
	for n := 0; ; n++ {
		q := url.Values{
			"status_ids": {states}, "limit": {strconv.Itoa(pageSize)},
			"prefill_fields": {"subject,subject_ids"}, "ignore_fields": {unwanted},
		}
		for k, v := range more {
			q[k] = v
		}
		if n > 0 { // the server takes no offset of nought
			q.Set("offset", strconv.Itoa(n*pageSize))
		}
		body, err := a.get(ctx, "/restapi/chats", "restapi/chats", q)
		if err != nil {
			return nil, err
		}
		page, sent, err := decodeChats(body)
		if err != nil {
			return nil, err
		}
		before := len(known)
		for i := range page {
			if !known[page[i].ID] {
				known[page[i].ID] = true
				all = append(all, page[i])
			}
		}
		// A server that knows no offset would send the same page for ever.
		if sent < pageSize || n > 0 && len(known) == before {
			return all, nil
		}
	}
}

// errGone says that there is no such chat any more.
var errGone = errors.New("the chat is not there any more")

// chat reads one, also of the archive.
func (a *api) chat(ctx context.Context, id int64) (chatRow, error) {
	body, err := a.get(ctx, "/restapi/fetchchat", "restapi/fetchchat", url.Values{"chat_id": {itoa(id)}})
	var no *driver.Refusal
	if errors.As(err, &no) && isMissing(no) {
		return chatRow{}, fmt.Errorf("%w: %w", errGone, err)
	}
	if err != nil {
		return chatRow{}, err
	}
	return decodeChat(body)
}

// messages reads a chat's lines behind that number. It neither accepts the chat nor
// marks anything as read (V-INV-01): "workflow" is never sent.
func (a *api) messages(ctx context.Context, id int64, after number) (lines []messageRow, whole bool, err error) {
	body, err := a.get(ctx, "/restapi/fetchchatmessages", "restapi/fetchchatmessages", url.Values{
		"chat_id": {itoa(id)}, "last_message_id": {itoa(int64(after))},
	})
	if err != nil {
		return nil, false, err
	}
	return decodeMessages(body)
}

// say posts a line and returns what the server made of it. It is never sent twice.
func (a *api) say(ctx context.Context, id int64, sender, text string, more url.Values) (messageRow, error) {
	form := url.Values{"chat_id": {itoa(id)}, "msg": {text}, "sender": {sender}}
	for k, v := range more {
		form[k] = v
	}
	body, err := a.ask(ctx, rest.Call{
		Method: http.MethodPost, Route: "POST /restapi/addmsgadmin", Path: "restapi/addmsgadmin", Body: rest.Form(form),
	})
	if err != nil {
		return messageRow{}, err
	}
	m, err := decodePosted(body)
	if err != nil {
		return m, fmt.Errorf("%w: %w", driver.ErrUnsure, err)
	}
	return m, nil
}

// setStatus asks for a state of a chat. The server says yes also where it does nothing.
func (a *api) setStatus(ctx context.Context, id int64, status int) error {
	_, err := a.ask(ctx, rest.Call{
		Method: http.MethodPost, Route: "POST /restapi/setchatstatus", Path: "restapi/setchatstatus", Same: true,
		Body: rest.Form(url.Values{"chat_id": {itoa(id)}, "status": {strconv.Itoa(status)}}),
	})
	return err
}

// change is all that is ever written raw into a chat; the call would take any field.
type change struct {
	Owner      *int64 `json:"user_id,omitempty"`
	Status     *int   `json:"status,omitempty"`
	Sub        *int   `json:"status_sub,omitempty"`
	Department *int64 `json:"dep_id,omitempty"`
}

func (a *api) change(ctx context.Context, id int64, c change) error {
	_, err := a.ask(ctx, rest.Call{
		Method: http.MethodPut, Route: "PUT /restapi/chat/{id}", Path: "restapi/chat/" + itoa(id), Same: true, Body: rest.JSON(c),
	})
	return err
}

// user reads the operator of that name, whom the key must belong to.
func (a *api) user(ctx context.Context, name string) (userRow, error) {
	body, err := a.get(ctx, "/restapi/getuser", "restapi/getuser", url.Values{"username": {name}})
	if err != nil {
		return userRow{}, err
	}
	return decodeUser(body)
}

// operators reads who there is, with names.
func (a *api) operators(ctx context.Context) ([]operatorRow, error) {
	body, err := a.get(ctx, "/restapi/onlineusers", "restapi/onlineusers", url.Values{
		"include_user": {"true"}, "include_offline": {"true"},
	})
	if err != nil {
		return nil, err
	}
	return decodeOperators(body)
}

// departments reads those that the operator is in; with all departments, all.
func (a *api) departments(ctx context.Context) ([]departmentRow, error) {
	body, err := a.get(ctx, "/restapi/user_departments", "restapi/user_departments", nil)
	if err != nil {
		return nil, err
	}
	return decodeDepartments(body)
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
