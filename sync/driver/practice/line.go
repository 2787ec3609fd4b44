package practice

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

const (
	// MaxChatID is the longest id of a chat, in bytes.
	MaxChatID = 200
	// MaxName is the longest name of a person, in bytes.
	MaxName = 1024
	// MaxTurn is the largest number of a turn.
	MaxTurn = 1 << 31
	// NoTurn marks a line that no client numbered, such as an agent's.
	NoTurn = -1

	maxChannel = 64
	maxPhone   = 64
	maxMail    = 320
	// maxAt is the last millisecond of the year 9999, the last that RFC 3339
	// can write.
	maxAt = 253402300799999
)

// Line is one turn of a dialogue, the same in a played file, in a POST and in
// a customer's stream:
//
//	{"chat":"c7","turn":3,"from":"bot","text":"…","name":"…","at":"…","confidence":0.62,"channel":"whatsapp"}
//
// Name, at, confidence and channel may be missing. In JSON, at is a time as in
// RFC 3339 or a number of milliseconds since the Unix epoch. A customer's line may
// also say where they can be reached, {"phone":"+1 202 555 0100","mail":"…"}, as a
// form before a chat asks for it.
type Line struct {
	Chat chat.ChatID
	// Turn counts the lines of a chat from 0; with Chat it makes the line
	// idempotent. NoTurn leaves it out.
	Turn int64
	From chat.Speaker
	Text string
	Name string
	// At is when the line was written; zero if it does not say.
	At chat.Instant
	// Confidence is the bot's own; the zero Score if it gives none.
	Confidence chat.Score
	Channel    chat.Channel
	// Phone and Mail are the customer's, as they typed them. They are read, and in
	// no stream.
	Phone, Mail string
	// File is what came with the line. It is written and never read: a file
	// comes by a route of its own.
	File *chat.File
}

// LineError says in one sentence what is wrong with a line.
type LineError struct{ Sentence string }

// Error returns the sentence.
func (e *LineError) Error() string { return e.Sentence }

func wrong(sentence string) error { return &LineError{Sentence: sentence} }

// lineJSON is Line as it is written.
type lineJSON struct {
	Chat       *string         `json:"chat"`
	Turn       *int64          `json:"turn,omitempty"`
	From       string          `json:"from"`
	Text       string          `json:"text"`
	Name       string          `json:"name,omitempty"`
	At         json.RawMessage `json:"at,omitempty"`
	Confidence *float64        `json:"confidence,omitempty"`
	Channel    string          `json:"channel,omitempty"`
	Phone      string          `json:"phone,omitempty"`
	Mail       string          `json:"mail,omitempty"`
	File       *fileJSON       `json:"file,omitempty"`
}

// fileJSON is what a customer's client is told of a file.
type fileJSON struct {
	Hash   string `json:"hash"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	Width  int    `json:"width,omitempty"`
	Height int    `json:"height,omitempty"`
}

// ParseLine reads one line. Unknown fields are ignored; text is cleaned as the
// package comment says. The error is a [LineError].
func ParseLine(data []byte) (Line, error) {
	var j lineJSON
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&j); err != nil {
		return Line{}, wrong(jsonSentence(err))
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Line{}, wrong("There is more than one JSON value; send one line at a time.")
	}
	l := Line{
		From: chat.Speaker(j.From), Text: clean(j.Text), Name: oneLine(j.Name),
		Channel: chat.Channel(oneLine(j.Channel)), Phone: oneLine(j.Phone), Mail: oneLine(j.Mail),
	}
	if err := l.identify(&j); err != nil {
		return Line{}, err
	}
	if err := l.check(); err != nil {
		return Line{}, err
	}
	if j.Confidence != nil {
		if !(*j.Confidence >= 0 && *j.Confidence <= 1) {
			return Line{}, wrong("The confidence must be between 0 and 1.")
		}
		l.Confidence = chat.ScoreOfFloat(*j.Confidence)
	}
	var err error
	l.At, err = parseAt(j.At)
	return l, err
}

func (l *Line) identify(j *lineJSON) error {
	switch {
	case j.Chat == nil || *j.Chat == "":
		return wrong("The chat is missing.")
	case len(*j.Chat) > MaxChatID:
		return wrong("The chat's id is longer than 200 bytes.")
	case !printable(*j.Chat):
		return wrong("The chat's id has control characters or is not UTF-8.")
	case j.Turn == nil:
		return wrong("The turn is missing.")
	case *j.Turn < 0:
		return wrong("The turn is negative; turns count from 0.")
	case *j.Turn > MaxTurn:
		return wrong("The turn is too large.")
	}
	l.Chat, l.Turn = chat.ChatID(*j.Chat), *j.Turn
	return nil
}

func (l *Line) check() error {
	switch {
	case l.From != chat.SpeakerCustomer && l.From != chat.SpeakerBot && l.From != chat.SpeakerAgent:
		return wrong(`The field from must be "customer", "bot" or "agent".`)
	case strings.TrimSpace(l.Text) == "":
		return wrong("The text is empty.")
	case len(l.Text) > wire.MaxText:
		return wrong("The text is longer than 32 KiB.")
	case len(l.Name) > MaxName:
		return wrong("The name is longer than 1 KiB.")
	case len(l.Channel) > maxChannel:
		return wrong("The channel is longer than 64 bytes.")
	}
	return l.checkReach()
}

// checkReach checks where the customer can be reached. Whether a number exists is for
// whoever dials: people type what they like.
func (l *Line) checkReach() error {
	switch {
	case len(l.Phone) > maxPhone:
		return wrong("The phone is longer than 64 bytes.")
	case len(l.Mail) > maxMail:
		return wrong("The mail address is longer than 320 bytes.")
	case l.From != chat.SpeakerCustomer && (l.Phone != "" || l.Mail != ""):
		return wrong("Only a customer's line says where they can be reached.")
	}
	return nil
}

func jsonSentence(err error) string {
	var wrongType *json.UnmarshalTypeError
	if errors.As(err, &wrongType) && wrongType.Field != "" {
		return "The field " + wrongType.Field + " has the wrong type."
	}
	return "The line is not a JSON object."
}

var errAt = &LineError{Sentence: "The time in at is neither RFC 3339 nor milliseconds since 1970."}

func parseAt(raw json.RawMessage) (chat.Instant, error) {
	if len(raw) == 0 || bytes.Equal(raw, []byte("null")) {
		return 0, nil
	}
	ms, err := strconv.ParseInt(string(raw), 10, 64)
	if raw[0] == '"' {
		var t time.Time
		err = json.Unmarshal(raw, &t) // RFC 3339
		ms = t.UnixMilli()
	}
	if err != nil || ms < 0 || ms > maxAt {
		return 0, errAt
	}
	return chat.Instant(ms), nil
}

// MarshalJSON writes the form that [ParseLine] reads, on one line.
func (l Line) MarshalJSON() ([]byte, error) {
	id := string(l.Chat)
	j := lineJSON{Chat: &id, From: string(l.From), Text: l.Text, Name: l.Name, Channel: string(l.Channel), Phone: l.Phone, Mail: l.Mail}
	if l.Turn != NoTurn {
		j.Turn = &l.Turn
	}
	if l.File != nil {
		f := fileJSON(*l.File)
		j.File = &f
	}
	if !l.At.IsZero() {
		j.At = json.RawMessage(`"` + l.At.Time().Format("2006-01-02T15:04:05.000Z07:00") + `"`)
	}
	if l.Confidence.Known() {
		f := l.Confidence.Float()
		j.Confidence = &f
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false) // "<" in a customer's text stays readable
	err := enc.Encode(&j)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// clean replaces what is not UTF-8 and removes control characters other than
// line feed and tab.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r // an invalid byte arrives here as U+FFFD
	}, s)
}

// oneLine is clean for what must not wrap, such as a name.
func oneLine(s string) string {
	return strings.Join(strings.Fields(clean(s)), " ")
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl)
}
