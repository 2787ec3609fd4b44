package crisp

import (
	"encoding/json"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// What strangers can make long is cut, and what we need is checked; of everything else
// a wrong type is read as if the field were not there. So a vendor that adds, drops or
// retypes a field that we merely like costs us that field and no more.
const (
	mostText   = 16_000 // bytes of one line
	mostShort  = 300    // bytes of a name, an address, a tag
	mostID     = 128
	mostTags   = 100
	mostFields = 30
	mostList   = 1_000
)

var errShape = errors.New("a shape that was not expected")

// lenient unmarshals raw and forgives fields of a wrong type, which stay empty.
func lenient(raw []byte, into any) error {
	err := json.Unmarshal(raw, into)
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return nil
	}
	if err != nil {
		return errShape
	}
	return nil
}

// cut shortens s to at most n bytes, not within a character.
func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[:n]
	for s != "" && !utf8.RuneStart(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	if r, size := utf8.DecodeLastRuneInString(s); r == utf8.RuneError && size <= 1 && s != "" {
		s = s[:len(s)-1]
	}
	return s
}

// name cleans a short piece of a stranger's text.
func short(s string) string { return cut(strings.TrimSpace(s), mostShort) }

// okID reports whether s can be an id: printable ASCII that needs no escaping in a
// path, and so can be nothing but one segment of it.
func okID(s string) bool {
	if s == "" || len(s) > mostID || strings.Trim(s, ".") == "" {
		return false
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '_', c == '-', c == '.':
		default:
			return false
		}
	}
	return true
}

// about is what every event of a conversation carries.
type about struct {
	Website string `json:"website_id"`
	Session string `json:"session_id"`
	// Inbox is where the conversation is; empty is the main one.
	Inbox string `json:"inbox_id"`
}

// decodeAbout reads which conversation an event is about.
func decodeAbout(raw []byte) (about, error) {
	var a about
	if err := lenient(raw, &a); err != nil {
		return about{}, err
	}
	if !okID(a.Session) {
		return about{}, errShape
	}
	if !okID(a.Inbox) {
		a.Inbox = ""
	}
	return a, nil
}

// message is one line, of whatever type, from the stream or from a read.
type message struct {
	Kind        string // text, note, file …
	FromVisitor bool
	Text        string
	// File is what came with it: a file, an animation or a recording.
	File        *attachment
	brought     *brought // what came of fetching it
	Fingerprint int64
	At          int64 // ms
	User        string
	Nickname    string
	Automated   bool
	// Confidence is from 0 to 1 by our own convention, -1 if there is none.
	Confidence float64
	// Ours is our own id of the line, if it says that it is one of ours.
	Ours string
	// Received says that the other side has it, or has read it.
	Received bool
	Edited   bool
}

type attachment struct{ Name, URL, Type string }

// The keys of our conventions: in a message's properties, and in a conversation's data.
const (
	keyConfidence = "bot_confidence"
	keyIntent     = "bot_intent"
	keyOurs       = "floorwalker"
	keyReason     = "floorwalker_ended"
	keyTicket     = "floorwalker_ticket"
)

// decodeMessage reads a line. It needs a fingerprint, for without one nobody can tell
// it from the same line heard again.
func decodeMessage(raw []byte) (message, error) {
	var w struct {
		Type        string          `json:"type"`
		From        string          `json:"from"`
		Content     json.RawMessage `json:"content"`
		Timestamp   float64         `json:"timestamp"`
		Fingerprint float64         `json:"fingerprint"`
		User        struct {
			ID       string `json:"user_id"`
			Nickname string `json:"nickname"`
		} `json:"user"`
		Properties map[string]json.RawMessage `json:"properties"`
		Automated  bool                       `json:"automated"`
		Edited     bool                       `json:"edited"`
		Read       string                     `json:"read"`
		Delivered  string                     `json:"delivered"`
	}
	if err := lenient(raw, &w); err != nil {
		return message{}, err
	}
	fp, ok := whole(w.Fingerprint)
	if !ok || fp == 0 || (w.From != "user" && w.From != "operator") {
		return message{}, errShape
	}
	m := message{
		Kind: w.Type, FromVisitor: w.From == "user", Fingerprint: fp,
		Nickname: short(w.User.Nickname), Automated: w.Automated, Confidence: -1,
		Received: w.Read != "" || w.Delivered != "", Edited: w.Edited,
	}
	m.At, _ = whole(w.Timestamp)
	if okID(w.User.ID) {
		m.User = w.User.ID
	}
	if f, ok := number(w.Properties[keyConfidence]); ok {
		m.Confidence = min(max(f, 0), 1)
	}
	_ = json.Unmarshal(w.Properties[keyOurs], &m.Ours)
	m.Ours = cut(m.Ours, mostShort)
	m.Text, m.File = decodeContent(w.Type, w.Content)
	return m, nil
}

// decodeContent turns what a line holds into what can be read: a vendor's cards and
// forms become their words.
func decodeContent(kind string, raw []byte) (string, *attachment) {
	var s string
	if len(raw) > 0 && raw[0] == '"' {
		_ = json.Unmarshal(raw, &s)
		return cut(s, mostText), nil
	}
	var c struct {
		Name    string `json:"name"`
		URL     string `json:"url"`
		Type    string `json:"type"`
		Text    string `json:"text"`
		Explain string `json:"explain"`
		Value   string `json:"value"`
		Choices []struct {
			Label    string `json:"label"`
			Selected bool   `json:"selected"`
		} `json:"choices"`
		Targets []struct {
			Title string `json:"title"`
		} `json:"targets"`
	}
	if len(raw) == 0 || lenient(raw, &c) != nil {
		return "", nil
	}
	switch kind {
	case "file", "audio", "animation":
		return "", &attachment{Name: short(c.Name), URL: cut(c.URL, 2_000), Type: short(c.Type)}
	}
	lines := []string{c.Text}
	for _, x := range c.Choices {
		mark := "○ "
		if x.Selected {
			mark = "● "
		}
		lines = append(lines, mark+short(x.Label))
	}
	for _, x := range c.Targets {
		lines = append(lines, "– "+short(x.Title))
	}
	if c.Value != "" {
		lines = append(lines, c.Value)
	}
	return cut(strings.TrimSpace(strings.Join(lines, "\n")), mostText), nil
}

// whole turns a JSON number into an integer that a double holds exactly.
func whole(f float64) (int64, bool) {
	if math.IsNaN(f) || f < 0 || f > 1<<53 || f != math.Trunc(f) {
		return 0, false
	}
	return int64(f), true
}

// number reads a number, also one in quotes.
func number(raw json.RawMessage) (float64, bool) {
	var f float64
	if json.Unmarshal(raw, &f) == nil && len(raw) > 0 && raw[0] != 'n' {
		return f, !math.IsNaN(f)
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	return f, err == nil && !math.IsNaN(f)
}
