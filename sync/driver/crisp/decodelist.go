package crisp

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"floorwalker/sync/driver"
)

// tags cleans a list of segments: sorted, each once.
func tags(list []string) []string {
	out := make([]string, 0, min(len(list), mostTags))
	for _, s := range list {
		if s = short(s); s != "" && len(out) < mostTags {
			out = append(out, s)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// kept is what a conversation has under tags and data, whole and as it is: what is
// written back must not have lost anything of others'.
type kept struct {
	segments []string
	data     map[string]json.RawMessage
}

func decodeKept(raw []byte) (kept, error) {
	var w struct {
		Meta struct {
			Segments []string                   `json:"segments"`
			Data     map[string]json.RawMessage `json:"data"`
		} `json:"meta"`
	}
	// Here a wrong type is an error: to write back less than there was is to delete.
	if json.Unmarshal(raw, &w) != nil {
		return kept{}, errShape
	}
	if w.Meta.Data == nil {
		w.Meta.Data = make(map[string]json.RawMessage)
	}
	return kept{segments: w.Meta.Segments, data: w.Meta.Data}, nil
}

// decodeData reads a flat map of anything that can be written on one line, in the order
// of the names.
func decodeData(data map[string]json.RawMessage) []field {
	var out []field
	for k, raw := range data {
		if v, ok := scalar(raw); ok && k != "" {
			out = append(out, field{Name: short(k), Value: v})
		}
	}
	slices.SortFunc(out, func(a, b field) int { return strings.Compare(a.Name, b.Name) })
	return out[:min(len(out), mostFields)]
}

func scalar(raw json.RawMessage) (string, bool) {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return "", false
	}
	switch v := v.(type) {
	case string:
		return short(v), true
	case bool:
		return strconv.FormatBool(v), true
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64), true
	}
	return "", false
}

// rows splits a list and leaves out what f cannot read: one bad row costs itself.
func rows[T any](raw []byte, f func([]byte) (T, error)) ([]T, error) {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		return nil, errShape
	}
	out := make([]T, 0, min(len(list), mostList))
	for _, r := range list {
		if v, err := f(r); err == nil && len(out) < mostList {
			out = append(out, v)
		}
	}
	return out, nil
}

// decodeOperator reads a row of the list of operators. Rows without a person are none.
func decodeOperator(raw []byte) (driver.Outsider, error) {
	var w struct {
		Details struct {
			User  string `json:"user_id"`
			Email string `json:"email"`
			First string `json:"first_name"`
			Last  string `json:"last_name"`
		} `json:"details"`
	}
	if err := lenient(raw, &w); err != nil {
		return driver.Outsider{}, err
	}
	if !okID(w.Details.User) {
		return driver.Outsider{}, errShape
	}
	return driver.Outsider{
		ID: w.Details.User, Name: short(strings.TrimSpace(w.Details.First + " " + w.Details.Last)), Mail: short(w.Details.Email),
	}, nil
}

// inbox is what Crisp has instead of a team.
type inbox struct{ ID, Name string }

func decodeInbox(raw []byte) (inbox, error) {
	var w struct {
		ID   string `json:"inbox_id"`
		Name string `json:"name"`
	}
	if err := lenient(raw, &w); err != nil {
		return inbox{}, err
	}
	if !okID(w.ID) {
		return inbox{}, errShape
	}
	return inbox{ID: w.ID, Name: short(w.Name)}, nil
}

// article is a row of the helpdesk.
type article struct{ Title, Summary, URL string }

func decodeArticle(raw []byte) (article, error) {
	var w struct {
		Title       string `json:"title"`
		Description string `json:"description"`
		URL         string `json:"url"`
		Status      string `json:"status"`
		Visibility  string `json:"visibility"`
	}
	if err := lenient(raw, &w); err != nil {
		return article{}, err
	}
	// A draft, or what only the team may read, is nothing to send to a customer.
	hidden := w.Status != "" && w.Status != "published" || w.Visibility != "" && w.Visibility != "visible"
	if w.Title == "" || hidden || !strings.HasPrefix(w.URL, "https://") && !strings.HasPrefix(w.URL, "http://") {
		return article{}, errShape
	}
	return article{Title: short(w.Title), Summary: short(w.Description), URL: cut(w.URL, 2_000)}, nil
}

// decodeLocale reads the name of a language that a helpdesk has.
func decodeLocale(raw []byte) (string, error) {
	var w struct {
		Locale string `json:"locale"`
	}
	if err := lenient(raw, &w); err != nil {
		return "", err
	}
	if !okID(w.Locale) {
		return "", errShape
	}
	return w.Locale, nil
}

// envelope is what every answer of the REST side is wrapped in.
type envelope struct {
	Error  bool
	Reason string
	Data   json.RawMessage
}

func decodeEnvelope(raw []byte) (envelope, error) {
	var w struct {
		Error  bool            `json:"error"`
		Reason string          `json:"reason"`
		Data   json.RawMessage `json:"data"`
	}
	if err := lenient(raw, &w); err != nil {
		return envelope{}, err
	}
	return envelope{Error: w.Error, Reason: reasonCode(w.Reason), Data: w.Data}, nil
}

// reasonCode keeps a reason only if it is one of the vendor's snake_case codes: what is
// shown to people and logged must not be what a server chose to echo.
func reasonCode(s string) string {
	if len(s) > 64 {
		return ""
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' {
			return ""
		}
	}
	return s
}

// endpoints are the addresses of the stream.
type endpoints struct{ Main, Rescue string }

func decodeEndpoints(raw []byte) (endpoints, error) {
	var w struct {
		Socket struct {
			App string `json:"app"`
		} `json:"socket"`
		Rescue struct {
			Socket struct {
				App string `json:"app"`
			} `json:"socket"`
		} `json:"rescue"`
	}
	if err := lenient(raw, &w); err != nil {
		return endpoints{}, err
	}
	if w.Socket.App == "" {
		return endpoints{}, errShape
	}
	return endpoints{Main: w.Socket.App, Rescue: w.Rescue.Socket.App}, nil
}
