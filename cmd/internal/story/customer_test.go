package story

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// says has a customer, or the bot, write a line.
func (f *floor) says(id chat.ChatID, from, text string) {
	f.t.Helper()
	line := map[string]any{"chat": id, "turn": f.turns[id], "from": from, "text": text, "name": "Rohan M."}
	if from == "customer" {
		line["phone"], line["mail"] = "+1 202 555 0143", "rohan@example.com"
	}
	body, err := json.Marshal(line)
	if err != nil {
		f.t.Fatal(err)
	}
	f.turns[id]++
	// The hub listens before its practice floor is open.
	f.until("a line of "+string(id), func() bool {
		resp, err := http.Post("http://"+f.addr+"/practice/v1/messages", "application/json", bytes.NewReader(body))
		if err != nil {
			f.t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode == http.StatusServiceUnavailable {
			time.Sleep(50 * time.Millisecond)
			return false
		}
		if resp.StatusCode != http.StatusAccepted {
			f.t.Fatalf("posting a line: %s", resp.Status)
		}
		return true
	})
}

// serve takes a chat over.
func (d *desk) serve(id chat.ChatID) {
	d.floor.t.Helper()
	d.desk().Open(id)
	d.until("the chat", func(s sight) bool { return s.Thread != nil && s.Thread.ID == id })
	d.desk().TakeOver(id, "The customer needs a person")
	d.until("that the chat is theirs", func(s sight) bool {
		return s.Thread != nil && s.Thread.ID == id && s.Thread.Stance == view.Yours
	})
}

// writes posts a line and waits until the customer has it.
func (d *desk) writes(id chat.ChatID, l line) {
	d.floor.t.Helper()
	d.desk().Say(id, l)
	d.until("its own line "+l.Text, func(s sight) bool {
		for _, m := range s.Thread.Messages {
			if m.Text == l.Text {
				return true
			}
		}
		return false
	})
}
