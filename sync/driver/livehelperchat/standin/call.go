package standin

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"floorwalker/sync/driver/conformance"
)

// object is a JSON object.
type object = map[string]any

// call is one request under way. The server is locked while its handler runs.
type call struct {
	s     *Server
	w     http.ResponseWriter
	r     *http.Request
	route *route
	id    string
	form  url.Values
	json  map[string]json.Number

	status int
	out    any
	raw    []byte // sent as it is, instead of out
	kind   string
	hang   bool // the answer never comes
}

func (c *call) serve() {
	c.status, c.kind = http.StatusOK, "application/json"
	if err := c.read(); err != nil {
		c.s.opts.Report("live helper chat stand-in: %s: %v", c.route.name, err)
		c.status = http.StatusBadRequest
		c.write([]byte(`{"error":true,"result":"strict"}`))
		return
	}
	c.s.mu.Lock()
	c.record()
	c.answer()
	body := c.body()
	half := c.route.reads && c.s.opts.Faults.Drop > 0 && c.s.dice.Float64() < c.s.opts.Faults.Drop
	c.s.mu.Unlock()
	switch {
	case c.hang:
		select {
		case <-c.r.Context().Done():
		case <-c.s.done:
		}
		panic(http.ErrAbortHandler)
	case half: // the connection breaks in the middle of the answer
		c.w.Header().Set("Content-Length", strconv.Itoa(len(body)+1))
		_, _ = c.w.Write(body[:len(body)/2])
		panic(http.ErrAbortHandler)
	}
	c.write(body)
}

func (c *call) write(body []byte) {
	c.w.Header().Set("Content-Type", c.kind)
	c.w.Header().Set("Access-Control-Allow-Origin", "*")
	c.w.Header().Set("Date", c.s.opts.Now().UTC().Format(http.TimeFormat))
	c.w.WriteHeader(c.status)
	_, _ = c.w.Write(body)
}

// read takes the request apart and looks whether it is one that the server knows.
func (c *call) read() error {
	if err := c.route.query.check("the query", c.r.URL.Query()); err != nil {
		return err
	}
	if c.route.path == "/restapi/file" {
		return c.r.ParseMultipartForm(1 << 20)
	}
	body, err := io.ReadAll(io.LimitReader(c.r.Body, 1<<20))
	if err != nil {
		return err
	}
	switch {
	case c.route.json != nil:
		return c.readJSON(body)
	case c.route.form != nil:
		if c.form, err = url.ParseQuery(string(body)); err != nil {
			return err
		}
		return c.route.form.check("the form", c.form)
	case len(body) > 0:
		return io.ErrShortBuffer
	}
	return nil
}

func (c *call) readJSON(body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := d.Decode(&c.json); err != nil {
		return err
	}
	sent := url.Values{}
	for k, v := range c.json {
		sent.Set(k, v.String())
	}
	return c.route.json.check("the body", sent)
}

// record notes the request for the case about silence.
func (c *call) record() {
	r := conformance.Request{At: c.s.opts.Now(), Method: c.r.Method, Path: c.r.URL.Path, Route: c.route.name, Kind: c.route.kind}
	for _, id := range []string{c.r.URL.Query().Get("chat_id"), c.form.Get("chat_id"), c.id} {
		if n, err := strconv.ParseInt(id, 10, 64); err == nil && c.route.path != "/restapi/file/{id}" {
			r.Chat = vendorChat(n)
			break
		}
	}
	c.s.requests = append(c.s.requests, r)
}

// answer runs the handler, unless something is the matter.
func (c *call) answer() {
	s := c.s
	switch {
	case !c.authorized() || s.locked:
		c.refuse(http.StatusOK, "Authorization failed!") // recording bad.json: with status 200
	case s.took(conformance.Busy):
		c.w.Header().Set("Retry-After", "2")
		c.status, c.raw = http.StatusTooManyRequests, []byte("Too Many Requests")
	case c.route.reads && s.took(conformance.Garbage):
		c.raw = garbage(s.answers)
		s.answers++
	case !c.route.reads && s.took(conformance.Refused):
		c.refuseWrite("You do not have permission to modify this chat. Make sure you have assigned department")
	case !c.route.reads && s.took(conformance.Lost):
		c.hang = true
	case !c.route.reads && s.took(conformance.Unanswered):
		c.route.answer(c)
		c.hang = true
	default:
		c.route.answer(c)
	}
}

// garbage is what a proxy, a warning of PHP's or a half-dead server says.
func garbage(n int) []byte {
	kinds := []string{
		"<br />\n<b>Warning</b>: Undefined array key", "", `{"error":false,"list":17,"result":{"messages":false}}`,
		`{"error":false,"list":[{"id":{}}],"chat":[],"result":[]}`, `[1,2`, `"yes"`, `{"list":null}`,
	}
	return []byte(kinds[n%len(kinds)])
}

// authorized is section 1: Basic, of the user name and the key.
func (c *call) authorized() bool {
	pair, ok := strings.CutPrefix(c.r.Header.Get("Authorization"), "Basic ")
	if !ok {
		c.s.opts.Report("live helper chat stand-in: %s without credentials", c.route.name)
		return false
	}
	raw, err := base64.StdEncoding.DecodeString(pair)
	return err == nil && string(raw) == c.s.opts.Username+":"+c.s.opts.Key
}

func (s *Server) took(t conformance.Trouble) bool {
	i := slices.Index(s.trouble, t)
	if i < 0 {
		return false
	}
	s.trouble = slices.Delete(s.trouble, i, i+1)
	return true
}

// refuse says no. Where it stands follows the recordings: addmsgadmin has it under "r".
func (c *call) refuse(status int, words string) {
	c.status, c.out = status, object{"error": true, "result": words}
	if c.route.path == "/restapi/addmsgadmin" {
		c.out = object{"error": true, "r": words}
	}
}

// refuseWrite is a refusal with status 400, as calls that change something have.
func (c *call) refuseWrite(words string) { c.refuse(http.StatusBadRequest, words) }

// need refuses where a right is missing, in the server's words.
func (c *call) need(right string) bool {
	if !c.s.lacks(right) {
		return true
	}
	module, function, _ := strings.Cut(right, ",")
	status := http.StatusBadRequest
	if c.route.reads {
		status = http.StatusOK
	}
	c.refuse(status, "You do not have permission. `"+module+"`, `"+function+"` is required.")
	return false
}

// body is what is sent. Types wander: every third answer has its numbers as strings.
func (c *call) body() []byte {
	if c.raw != nil || c.out == nil {
		return c.raw
	}
	c.s.answers++
	out := c.out
	if c.s.answers%3 == 0 {
		out = stringly(out)
	}
	raw, err := json.Marshal(out)
	if err != nil {
		panic(err)
	}
	return raw
}

// stringly makes strings of numbers, also of those within.
func stringly(v any) any {
	switch v := v.(type) {
	case object:
		o := make(object, len(v))
		for k, x := range v {
			if o[k] = stringly(x); k == "error" && x == false {
				o[k] = "false" // recording xml_accept.json
			}
		}
		return o
	case []any:
		l := make([]any, len(v))
		for i, x := range v {
			l[i] = stringly(x)
		}
		return l
	case int64:
		return strconv.FormatInt(v, 10)
	case int:
		return strconv.Itoa(v)
	}
	return v
}
