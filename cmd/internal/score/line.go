package score

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"floorwalker/app/chat"
)

// MaxLine is the longest line that is read, in bytes. A message of a megabyte
// fits in it, however it is escaped.
const MaxLine = 16 << 20

// Turn is a line of who measures.
type Turn struct {
	Chat string
	Turn int64
	From chat.Speaker
	Text string
	// Knowledge is the passage that a bot's answer was made from, if any.
	Knowledge string
}

// LineError is a line that keeps the contract not. It does not repeat what the
// line says.
type LineError struct {
	// Line counts from 1.
	Line int
	Err  error
}

// Error names the line and what is wrong with it.
func (e *LineError) Error() string { return fmt.Sprintf("line %d %s", e.Line, e.Err) }

// Unwrap returns what is wrong with the line.
func (e *LineError) Unwrap() error { return e.Err }

// What can be wrong with a line.
var (
	ErrNotJSON = errors.New("is not a JSON object with chat, turn, from and text")
	ErrFrom    = errors.New(`is from neither "customer" nor "bot"`)
	ErrNoChat  = errors.New("names no chat")
	ErrNoTurn  = errors.New("has no turn number")
	ErrTooLong = fmt.Errorf("is longer than %d MB", MaxLine>>20)
)

// lines reads turns one by one.
type lines struct {
	in *bufio.Reader
	n  int
}

func newLines(in io.Reader) *lines { return &lines{in: bufio.NewReaderSize(in, 1<<16)} }

// next returns the next turn, io.EOF after the last one, and a *LineError for a
// line that is none.
func (l *lines) next() (Turn, error) {
	raw, err := l.line()
	if err != nil {
		return Turn{}, err
	}
	t, err := decode(raw)
	if err != nil {
		return Turn{}, &LineError{l.n, err}
	}
	return t, nil
}

// idle reports whether the next line has not come yet, so that answers should
// go out now.
func (l *lines) idle() bool { return l.in.Buffered() == 0 }

func (l *lines) line() ([]byte, error) {
	l.n++
	var whole []byte
	for {
		part, err := l.in.ReadSlice('\n')
		if len(whole)+len(part) > MaxLine {
			return nil, &LineError{l.n, ErrTooLong}
		}
		switch {
		case err == nil && whole == nil:
			return part, nil
		case err == nil:
			return append(whole, part...), nil
		case errors.Is(err, bufio.ErrBufferFull):
			whole = append(whole, part...)
		case errors.Is(err, io.EOF) && len(whole)+len(part) > 0:
			return append(whole, part...), nil // the last line may have no end
		default:
			return nil, err
		}
	}
}

// decode reads one line. Text that is not UTF-8 has its bad bytes replaced.
func decode(raw []byte) (Turn, error) {
	var q struct {
		Chat      string `json:"chat"`
		Turn      *int64 `json:"turn"`
		From      string `json:"from"`
		Text      string `json:"text"`
		Knowledge string `json:"knowledge"`
	}
	if raw = bytes.TrimSpace(raw); len(raw) == 0 || raw[0] != '{' || json.Unmarshal(raw, &q) != nil {
		return Turn{}, ErrNotJSON
	}
	t := Turn{Chat: q.Chat, Text: q.Text, Knowledge: q.Knowledge}
	switch q.From {
	case "customer":
		t.From = chat.SpeakerCustomer
	case "bot":
		t.From = chat.SpeakerBot
	default:
		return Turn{}, ErrFrom
	}
	switch {
	case q.Chat == "":
		return Turn{}, ErrNoChat
	case q.Turn == nil:
		return Turn{}, ErrNoTurn
	}
	t.Turn = *q.Turn
	return t, nil
}
