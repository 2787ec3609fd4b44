package standin

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"floorwalker/sync/driver/conformance"
)

// route is one call of the reference: what it is for, where it stands there, and what
// may be sent.
type route struct {
	method, path string
	kind         conformance.Kind
	cite         string
	query        []string // parameters that it knows
	body         map[string]want
	// upload says that the body may be a form with a file.
	upload bool
	// open says that no token is asked for.
	open bool
	// forbidden says why nobody may call it.
	forbidden string
	handle    func(*Server, *call) (int, any)
}

func (r *route) name() string { return r.method + " " + r.path }

const account = "/api/v1/accounts/{account}"

// table is every call that the stand-in knows.
func table() []route {
	chats := account + "/conversations"
	one := chats + "/{id}"
	get, post, patch, del := http.MethodGet, http.MethodPost, http.MethodPatch, http.MethodDelete
	read, list, write := conformance.KindRead, conformance.KindList, conformance.KindWrite
	const seen = "chatwoot.md 2.3 and 4.2: somebody would learn that they are watched"
	return []route{
		{method: get, path: "/api", kind: read, cite: "6", open: true, handle: version},
		{method: get, path: "/api/v1/profile", kind: read, cite: "1", handle: profile},
		{method: get, path: chats, kind: list, cite: "4.1", query: []string{"status", "assignee_type", "sort_by", "page", "updated_within"}, handle: listChats},
		{method: get, path: one, kind: read, cite: "4.1", handle: readChat},
		{method: get, path: one + "/messages", kind: read, cite: "4.1", query: []string{"before", "after"}, handle: readMessages},
		{method: get, path: one + "/labels", kind: read, cite: "4.5", handle: readLabels},
		{method: get, path: one + "/participants", kind: read, cite: "4.1", handle: readGuests},
		{method: get, path: account + "/agents", kind: read, cite: "4.6", handle: readAgents},
		{method: get, path: account + "/teams", kind: read, cite: "4.6", handle: readTeams},
		{method: get, path: account + "/inboxes", kind: read, cite: "4.6 and 1 (secrets)", handle: readInboxes},
		{method: get, path: account + "/agent_bots", kind: read, cite: "4.6", handle: readBots},
		{method: get, path: account + "/labels", kind: read, cite: "4.5", handle: readDefinitions},
		{method: get, path: account + "/canned_responses", kind: read, cite: "4.6", query: []string{"search"}, handle: readCanned},
		{method: get, path: account + "/portals", kind: read, cite: "4.6", handle: readPortals},
		{method: get, path: account + "/portals/{slug}/articles", kind: read, cite: "4.6", query: []string{"query", "status", "locale", "page"}, handle: readArticles},
		{method: get, path: "/rails/active_storage/blobs/redirect/{blob}/{name}", kind: read, cite: "2.7 (data_url)", open: true, handle: redirectBlob},
		{method: get, path: "/rails/active_storage/disk/{blob}", kind: read, cite: "2.7 (data_url)", open: true, handle: readBlob},

		{method: post, path: one + "/messages", kind: write, cite: "4.2", upload: true, body: map[string]want{
			"content": wantText + orNull + orMissing, "message_type": wantText, "private": wantBool, "content_type": wantText + orMissing,
			"content_attributes": wantObject + orMissing, "echo_id": wantText,
		}, handle: postMessage},
		{method: post, path: one + "/assignments", kind: conformance.KindAssign, cite: "4.3", body: map[string]want{
			"assignee_id": wantNumber + orNull + orMissing, "assignee_type": wantText + orMissing, "team_id": wantNumber + orMissing,
		}, handle: assign},
		{method: post, path: one + "/toggle_status", kind: conformance.KindState, cite: "4.4", body: map[string]want{"status": wantText}, handle: toggleStatus},
		{method: post, path: one + "/participants", kind: conformance.KindAssign, cite: "4.3", body: map[string]want{"user_ids": wantNumbers}, handle: addGuests},
		{method: del, path: one + "/participants", kind: conformance.KindAssign, cite: "4.3", body: map[string]want{"user_ids": wantNumbers}, handle: removeGuests},
		{method: post, path: one + "/labels", kind: write, cite: "4.5", body: map[string]want{"labels": wantTexts}, handle: setLabels},
		{method: post, path: one + "/custom_attributes", kind: write, cite: "4.5", body: map[string]want{"custom_attributes": wantObject}, handle: setCustom},
		{method: post, path: one + "/mute", kind: conformance.KindState, cite: "4.4", handle: mute},
		{method: post, path: one + "/unmute", kind: write, cite: "4.4", handle: unmute},
		{method: post, path: one + "/transcript", kind: write, cite: "4.6", body: map[string]want{"email": wantText}, handle: transcript},
		{method: patch, path: account + "/contacts/{contact}", kind: write, cite: "4.5", body: map[string]want{"blocked": wantBool}, handle: patchContact},
		{method: post, path: account + "/canned_responses", kind: write, cite: "4.6", body: map[string]want{"canned_response": wantObject}, handle: addCanned},
		{method: patch, path: account + "/canned_responses/{canned}", kind: write, cite: "4.6", body: map[string]want{"canned_response": wantObject}, handle: changeCanned},
		{method: del, path: account + "/canned_responses/{canned}", kind: write, cite: "4.6", handle: removeCanned},

		{method: post, path: one + "/toggle_typing_status", kind: conformance.KindTyping, cite: "4.2", forbidden: seen},
		{method: post, path: one + "/update_last_seen", kind: conformance.KindReadMark, cite: "4.2", forbidden: seen},
		{method: post, path: one + "/unread", kind: conformance.KindReadMark, cite: "4.2", forbidden: seen},
		{method: post, path: "/api/v1/profile/availability", kind: conformance.KindPresence, cite: "2.3", forbidden: seen},
	}
}

// find returns the route of a request and what its path holds.
func find(r *http.Request) (*route, map[string]string, bool) {
	routes := table()
	for i := range routes {
		if routes[i].method != r.Method {
			continue
		}
		if vars, ok := match(routes[i].path, r.URL.Path); ok {
			return &routes[i], vars, true
		}
	}
	return nil, nil, false
}

func match(pattern, path string) (map[string]string, bool) {
	want, have := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(have) {
		return nil, false
	}
	vars := make(map[string]string)
	for i, w := range want {
		switch {
		case strings.HasPrefix(w, "{"):
			if have[i] == "" {
				return nil, false
			}
			vars[strings.Trim(w, "{}")] = have[i]
		case w != have[i]:
			return nil, false
		}
	}
	return vars, vars["account"] == "" || vars["account"] == itoa(accountID)
}

// check reads the body and holds the request to what the route may be sent.
func (r *route) check(c *call) error {
	for name := range c.r.URL.Query() {
		if !slices.Contains(r.query, name) {
			return fmt.Errorf("parameter %s is not in the reference", name)
		}
	}
	if c.r.Header.Get("Authorization") != "" {
		return errors.New("a credential in a header that Chatwoot does not read")
	}
	if r.body == nil {
		if n, err := io.Copy(io.Discard, c.r.Body); n > 0 || err != nil {
			return errors.New("a body where none belongs")
		}
		return nil
	}
	kind := c.r.Header.Get("Content-Type")
	if r.upload && strings.HasPrefix(kind, "multipart/form-data") {
		return c.readForm(r.body)
	}
	if kind != "application/json" {
		return fmt.Errorf("content type %q", kind)
	}
	raw, err := io.ReadAll(c.r.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, &c.body); err != nil {
		return err
	}
	return check(r.body, c.body)
}

// readForm reads a form with one file (section 4.2), whose fields are all text.
func (c *call) readForm(schema map[string]want) error {
	if err := c.r.ParseMultipartForm(1 << 20); err != nil {
		return err
	}
	c.body = make(object)
	for name, values := range c.r.MultipartForm.Value {
		c.body[name] = values[0]
		switch want, _ := cut(schema[name], orMissing); want {
		case wantBool:
			c.body[name] = values[0] == "true"
		case wantObject:
			var o object
			if err := json.Unmarshal([]byte(values[0]), &o); err != nil {
				return err
			}
			c.body[name] = o
		}
	}
	files := c.r.MultipartForm.File["attachments[]"]
	if len(files) == 0 || len(files) > 15 {
		return fmt.Errorf("%d files", len(files))
	}
	f, err := files[0].Open()
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	c.file = &blob{name: files[0].Filename, kind: "file"}
	if strings.HasPrefix(files[0].Header.Get("Content-Type"), "image/") {
		c.file.kind = "image"
	}
	if c.file.bytes, err = io.ReadAll(f); err != nil {
		return err
	}
	return check(schema, c.body)
}
