package crisp

import (
	"encoding/json"
	"time"
)

// change is what one event of the stream says. Which fields mean anything follows from
// the event's name.
type change struct {
	name string
	about
	heard        time.Time // when it came
	message      message
	fingerprint  int64
	fingerprints []int64
	text         string // an excerpt, a reason, a state, a comment
	user         string
	on           bool
	stars        int
	at           int64
	segments     []string
	visitor      visitor
	upload       upload
	poke         *poke
}

// upload is a place where the bytes of a file go.
type upload struct {
	ID, Resource, Signed string
	Limit                int64
}

// decodeChange reads the events that we ask for; for others it fails.
func decodeChange(name string, raw []byte) (change, error) {
	if name == evUpload {
		return decodeUpload(raw)
	}
	a, err := decodeAbout(raw)
	if err != nil {
		return change{}, err
	}
	c := change{name: name, about: a}
	switch name {
	case evSent, evReceived:
		c.message, err = decodeMessage(raw)
	case evUpdated, evRemoved, evReadSent, evReadReceived, evDelivered, evIgnored:
		err = c.decodeLines(raw)
	default:
		err = c.decodeState(raw)
	}
	if err != nil {
		return change{}, err
	}
	return c, nil
}

// decodeLines reads events about lines that were there before.
func (c *change) decodeLines(raw []byte) error {
	var w struct {
		Fingerprint  float64         `json:"fingerprint"`
		Fingerprints []float64       `json:"fingerprints"`
		Content      json.RawMessage `json:"content"`
		Details      struct {
			Type string `json:"type"`
		} `json:"details"`
	}
	if err := lenient(raw, &w); err != nil {
		return err
	}
	for _, f := range append(w.Fingerprints, w.Fingerprint) {
		if n, ok := whole(f); ok && n != 0 && len(c.fingerprints) < mostList {
			c.fingerprints = append(c.fingerprints, n)
		}
	}
	if len(c.fingerprints) == 0 {
		return errShape
	}
	c.fingerprint = c.fingerprints[0]
	c.text = reasonCode(w.Details.Type)
	if c.name == evUpdated {
		c.text, _ = decodeContent("text", w.Content)
	}
	return nil
}

// decodeState reads the rest: each has few fields, and none of another's name.
func (c *change) decodeState(raw []byte) error {
	switch c.name {
	case evInitiated, evGone, evInbox: // which is about its inbox, if anything
		return nil
	case evTyped, evRating:
		return c.decodeSaying(raw)
	case evName, evMail, evPhone, evAddress, evSubject, evOrigin, evData, evPages, evLocales:
		return c.decodeVisitor(raw)
	}
	var w struct {
		State    string   `json:"state"`
		Routing  string   `json:"routing_id"`
		Blocked  bool     `json:"is_blocked"`
		Segments []string `json:"segments"`
	}
	if err := lenient(raw, &w); err != nil {
		return err
	}
	switch c.name {
	case evState:
		if w.State != "pending" && w.State != "unresolved" && w.State != "resolved" {
			return errShape
		}
		c.text = w.State
	case evRouting:
		if okID(w.Routing) {
			c.user = w.Routing
		}
	case evBlock:
		c.on = w.Blocked
	case evSegments:
		c.segments = tags(w.Segments)
	default:
		return errShape
	}
	return nil
}

// decodeSaying reads what a visitor says without a line: a draft, or a rating.
func (c *change) decodeSaying(raw []byte) error {
	var w struct {
		Type      string  `json:"type"`
		Excerpt   string  `json:"excerpt"`
		Timestamp float64 `json:"timestamp"`
		Rating    struct {
			Stars   float64 `json:"stars"`
			Comment string  `json:"comment"`
		} `json:"rating"`
	}
	if err := lenient(raw, &w); err != nil {
		return err
	}
	if c.name == evTyped {
		c.at, _ = whole(w.Timestamp)
		c.on, c.text = w.Type == "start", cut(w.Excerpt, mostText)
		return nil
	}
	if w.Rating.Stars < 1 || w.Rating.Stars > 5 {
		return errShape
	}
	c.stars, c.text = int(w.Rating.Stars), cut(w.Rating.Comment, mostText)
	return nil
}

// decodeVisitor reads what is new of a visitor.
func (c *change) decodeVisitor(raw []byte) error {
	var w struct {
		Nickname string                     `json:"nickname"`
		Email    string                     `json:"email"`
		Phone    string                     `json:"phone"`
		Address  string                     `json:"address"`
		Subject  string                     `json:"subject"`
		Origin   string                     `json:"origin"`
		Data     map[string]json.RawMessage `json:"data"`
		Pages    []struct {
			URL string `json:"page_url"`
		} `json:"pages"`
		Locales struct {
			Locales []string `json:"locales"`
		} `json:"locales"`
	}
	if err := lenient(raw, &w); err != nil {
		return err
	}
	c.visitor = visitor{
		Name: short(w.Nickname), Mail: short(w.Email), Phone: short(w.Phone), Address: short(w.Address),
		Subject: short(w.Subject), Origin: short(w.Origin), Data: decodeData(w.Data),
	}
	if n := len(w.Pages); n > 0 {
		c.visitor.Page = cut(w.Pages[n-1].URL, mostShort)
	}
	if len(w.Locales.Locales) > 0 {
		c.visitor.Locale = short(w.Locales.Locales[0])
	}
	return nil
}

func decodeUpload(raw []byte) (change, error) {
	var w struct {
		ID  string `json:"id"`
		URL struct {
			Resource string `json:"resource"`
			Signed   string `json:"signed"`
		} `json:"url"`
		Policy struct {
			Limit float64 `json:"size_limit"`
		} `json:"policy"`
	}
	if err := lenient(raw, &w); err != nil {
		return change{}, err
	}
	if !okID(w.ID) || w.URL.Resource == "" || w.URL.Signed == "" {
		return change{}, errShape
	}
	c := change{name: evUpload, upload: upload{ID: w.ID, Resource: w.URL.Resource, Signed: w.URL.Signed}}
	c.upload.Limit, _ = whole(w.Policy.Limit)
	return c, nil
}
