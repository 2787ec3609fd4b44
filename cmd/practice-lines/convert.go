package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/practice"
)

// row is one labelled turn, as far as it matters here.
type row struct {
	Set     string `json:"set"`
	Dialog  string `json:"dialog"`
	Speaker string `json:"speaker"`
	Text    string `json:"text"`
}

// converter numbers the turns of each chat.
type converter struct {
	out   *json.Encoder
	limit int
	turns map[chat.ChatID]int64
}

// convert copies rows from in to out as practice lines, at most limit chats of
// them (0: all), and returns how many rows could not be used.
func convert(in io.Reader, out io.Writer, limit int) (skipped int, err error) {
	buffered := bufio.NewWriter(out)
	c := &converter{out: json.NewEncoder(buffered), limit: limit, turns: make(map[chat.ChatID]int64)}
	c.out.SetEscapeHTML(false)
	defer func() { err = errors.Join(err, buffered.Flush()) }()

	rows := bufio.NewScanner(in)
	rows.Buffer(nil, 16<<20) // labels can be long, and are skipped with their row
	for rows.Scan() {
		if len(rows.Bytes()) == 0 {
			continue
		}
		ok, err := c.convert(rows.Bytes())
		if err != nil {
			return skipped, err
		}
		if !ok {
			skipped++
		}
	}
	if err := rows.Err(); err != nil {
		return skipped, fmt.Errorf("read: %w", err)
	}
	return skipped, nil
}

// convert writes one row; it reports false for one that cannot be used.
func (c *converter) convert(raw []byte) (bool, error) {
	var r row
	if json.Unmarshal(raw, &r) != nil || r.Dialog == "" {
		return false, nil
	}
	id := chat.ChatID(r.Dialog)
	if r.Set != "" {
		id = chat.ChatID(r.Set + "-" + r.Dialog)
	}
	turn, known := c.turns[id]
	if !known && c.limit > 0 && len(c.turns) >= c.limit {
		return true, nil // not wanted, and nothing wrong with it
	}
	l := practice.Line{Chat: id, Turn: turn, From: speaker(r.Speaker), Text: r.Text}
	if l.From == chat.SpeakerAgent {
		l.Name = "Agent"
	}
	data, err := json.Marshal(l)
	if err != nil {
		return false, nil
	}
	if l, err = practice.ParseLine(data); err != nil {
		return false, nil
	}
	c.turns[id] = turn + 1
	if err := c.out.Encode(l); err != nil {
		return false, fmt.Errorf("write: %w", err)
	}
	return true, nil
}

func speaker(s string) chat.Speaker {
	switch s {
	case "user":
		return chat.SpeakerCustomer
	case "bot":
		return chat.SpeakerBot
	default:
		return chat.SpeakerAgent
	}
}
