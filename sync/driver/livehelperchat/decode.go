package livehelperchat

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The server is written in PHP, and its answers are what PHP makes of a value: a
// number may be a string, a string that is not there may be false, and a list is an
// object as soon as its keys have a gap. The types here take all of these. They also
// see to it that nothing that is not asked for is ever in memory: no type of this
// package has a field for the visitor's secret or an operator's password.

// number is a whole number that may come as a string, a flag or not at all.
type number int64

// UnmarshalJSON implements [json.Unmarshaler]. What is no number is zero.
func (n *number) UnmarshalJSON(b []byte) error {
	*n = 0
	s := strings.TrimSpace(unquoted(b))
	if s == "true" {
		*n = 1
		return nil
	}
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		*n = number(i)
		return nil
	}
	// Beyond 2^53 a float is no id any more.
	if f, err := strconv.ParseFloat(s, 64); err == nil && math.Abs(f) <= 1<<53 {
		*n = number(f)
	}
	return nil
}

// text is a string that may come as a number, as false or as null.
type text string

// UnmarshalJSON implements [json.Unmarshaler]. An object or a list is empty.
func (t *text) UnmarshalJSON(b []byte) error {
	*t = ""
	switch b = bytes.TrimSpace(b); {
	case len(b) == 0, b[0] == '{', b[0] == '[', string(b) == "null", string(b) == "false":
	default:
		*t = text(unquoted(b))
	}
	return nil
}

// flag is a truth that may come as a number or a string. "false" is false: the
// server says so itself.
type flag bool

// UnmarshalJSON implements [json.Unmarshaler].
func (f *flag) UnmarshalJSON(b []byte) error {
	switch strings.ToLower(strings.TrimSpace(unquoted(b))) {
	case "", "0", "false", "null", "[]", "{}", "no":
		*f = false
	default:
		*f = true
	}
	return nil
}

// rows is a list that may come as an object keyed by id, as false or as null.
type rows[T any] []T

// UnmarshalJSON implements [json.Unmarshaler]. A row that cannot be read is left
// out, so that one broken chat does not hide all others.
func (r *rows[T]) UnmarshalJSON(b []byte) error {
	*r = nil
	b = bytes.TrimSpace(b)
	if len(b) == 0 {
		return nil
	}
	var raw []json.RawMessage
	switch b[0] {
	case '[':
		if err := json.Unmarshal(b, &raw); err != nil {
			return err
		}
	case '{':
		keyed := map[string]json.RawMessage{}
		if err := json.Unmarshal(b, &keyed); err != nil {
			return err
		}
		raw = inKeyOrder(keyed)
	}
	for _, one := range raw {
		var v T
		if json.Unmarshal(one, &v) == nil {
			*r = append(*r, v)
		}
	}
	return nil
}

// inKeyOrder puts numbered rows in the order of their numbers, and all others
// behind them by name, so that the same answer is always read the same way.
func inKeyOrder(keyed map[string]json.RawMessage) []json.RawMessage {
	keys := make([]string, 0, len(keyed))
	for k := range keyed {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b string) int {
		if n, m := len(a), len(b); n != m {
			return n - m
		}
		return strings.Compare(a, b)
	})
	raw := make([]json.RawMessage, len(keys))
	for i, k := range keys {
		raw[i] = keyed[k]
	}
	return raw
}

// unquoted returns what stands in a JSON string, or the bytes themselves.
func unquoted(b []byte) string {
	if len(b) == 0 || b[0] != '"' {
		return string(b)
	}
	var s string
	if json.Unmarshal(b, &s) != nil {
		return ""
	}
	return s
}

// moment turns the server's seconds into a time; nought and nonsense are no time.
func (n number) moment() time.Time {
	if n <= 0 || n > 1<<40 {
		return time.Time{}
	}
	return time.Unix(int64(n), 0)
}

// errGarbage says that an answer is not what the server sends.
var errGarbage = errors.New("the answer is no JSON object of Live Helper Chat")

// answered is what every answer may have around what was asked for.
type answered struct {
	Error  flag            `json:"error"`
	Result json.RawMessage `json:"result"`
	R      text            `json:"r"`
	Msg    json.RawMessage `json:"msg"`
}

// words returns what the server says of its refusal: the text stands in one of
// three places, and in two of them other answers have objects.
func (a *answered) words() string {
	for _, raw := range [][]byte{a.Result, []byte(strconv.Quote(string(a.R))), a.Msg} {
		var t text
		if len(raw) > 0 && t.UnmarshalJSON(raw) == nil && t != "" && t != "true" {
			return clipped(string(t), 300)
		}
	}
	return ""
}

// refusal looks whether an answer, of whatever HTTP status, is one. Lists of
// operators come as a bare list and are never a refusal.
func refusal(body []byte) (words string, refused bool, err error) {
	body = withoutNotices(body)
	if len(body) == 0 {
		return "", false, errGarbage
	}
	if body[0] == '[' {
		return "", false, nil
	}
	var a answered
	if body[0] != '{' || json.Unmarshal(body, &a) != nil {
		return "", false, errGarbage
	}
	return a.words(), bool(a.Error), nil
}

// withoutNotices drops what PHP prints before an answer where a server shows its
// warnings: each is a line between two breaks.
func withoutNotices(body []byte) []byte {
	body = bytes.TrimSpace(body)
	for bytes.HasPrefix(body, []byte("<br />")) {
		_, rest, found := bytes.Cut(body, []byte("</b><br />"))
		if !found {
			break
		}
		body = bytes.TrimSpace(rest)
	}
	return body
}

// clipped returns s without control characters and at most n runes of it, of which the last then says that there were more.
func clipped(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffd {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

// decodeInner reads JSON that stands in a string, and reports whether it could.
func decodeInner(s string, into any) bool {
	s = strings.TrimSpace(s)
	return len(s) > 0 && len(s) < 1<<20 && json.Unmarshal([]byte(s), into) == nil
}
