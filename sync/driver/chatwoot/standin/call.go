package standin

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
)

// call is one request on its way through the stand-in.
type call struct {
	s    *Server
	w    http.ResponseWriter
	r    *http.Request
	vars map[string]string
	body object
	file *blob
	// mute says that the answer never comes.
	mute bool
}

func (c *call) fail(status int, words string) {
	c.w.Header().Set("Content-Type", "application/json")
	c.w.WriteHeader(status)
	_, _ = c.w.Write(mustJSON(object{"error": words}))
}

// conv returns the conversation that the path names, or nil.
func (c *call) conv() *conv {
	id, err := strconv.ParseInt(c.vars["id"], 10, 64)
	if err != nil {
		return nil
	}
	return c.s.conv(id)
}

func (c *call) text(field string) string {
	v, _ := c.body[field].(string)
	return v
}

func (c *call) number(field string) int64 {
	v, _ := c.body[field].(float64)
	return int64(v)
}

func (c *call) query(name string) int64 {
	n, err := strconv.ParseInt(c.r.URL.Query().Get(name), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// want is what a field has to be.
type want string

// What fields may be; a "?" behind it in a schema says that it may be missing.
const (
	wantText    want = "text"
	wantNumber  want = "number"
	wantBool    want = "bool"
	wantObject  want = "object"
	wantTexts   want = "texts"
	wantNumbers want = "numbers"
	orNull      want = "|null"
	orMissing   want = "?"
)

// check holds a body to the schema: nothing missing, nothing of another type, nothing
// that is not named.
func check(schema map[string]want, body object) error {
	var errs []error
	for name, w := range schema {
		v, there := body[name]
		w, optional := cut(w, orMissing)
		w, nullable := cut(w, orNull)
		switch {
		case !there && !optional:
			errs = append(errs, fmt.Errorf("%s is missing", name))
		case !there || v == nil && nullable:
		case !w.is(v):
			errs = append(errs, fmt.Errorf("%s is no %s", name, w))
		}
	}
	for name := range body {
		if _, ok := schema[name]; !ok {
			errs = append(errs, fmt.Errorf("%s is not in the schema", name))
		}
	}
	return errors.Join(errs...)
}

func cut(w, suffix want) (want, bool) {
	if n := len(w) - len(suffix); n >= 0 && w[n:] == suffix {
		return w[:n], true
	}
	return w, false
}

func (w want) is(v any) bool {
	switch w {
	case wantText:
		_, ok := v.(string)
		return ok
	case wantNumber:
		_, ok := v.(float64)
		return ok
	case wantBool:
		_, ok := v.(bool)
		return ok
	case wantObject:
		_, ok := v.(object)
		return ok
	case wantTexts:
		return each(v, wantText)
	case wantNumbers:
		return each(v, wantNumber)
	}
	return false
}

func each(v any, w want) bool {
	list, ok := v.([]any)
	for _, x := range list {
		ok = ok && w.is(x)
	}
	return ok
}

func mustJSON(v any) []byte {
	raw, err := json.Marshal(v)
	if err != nil {
		panic("chatwoot stand-in: " + err.Error()) // only what this package has made comes here
	}
	return raw
}
