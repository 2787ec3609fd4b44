package label

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

func export(t *testing.T, f *floor, book *Book) []Row {
	t.Helper()
	var out bytes.Buffer
	if _, _, _, err := Export(&out, "ours", f.threads(), book); err != nil {
		t.Fatal(err)
	}
	var rows []Row
	for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n") {
		if line == "" {
			continue
		}
		var r Row
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func TestExport(t *testing.T) {
	j := journal(t, journalPath(t))
	play(t, j, two(), "fw", "f\r.q")
	want := []Row{
		{"ours", "chat-000001", 0, "user", "it does not ring", map[Name]int{"dissatisfied": 1}, Raw{0, map[Name]string{"dissatisfied": "label"}}},
		{"ours", "chat-000001", 1, "bot", "Hi Name, have you tried a reset?", map[Name]int{"bot_bad": 0}, Raw{30, map[Name]string{"bot_bad": "label"}}},
		{"ours", "chat-000001", 2, "user", "twice!!", map[Name]int{}, Raw{50, nil}},
	}
	if got := export(t, two(), j.Book); !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if got := export(t, two(), newBook()); got != nil {
		t.Errorf("nothing is labelled: %+v", got)
	}
}

// TestDeskLabels takes marks, confirmations and dismissals as labels, of the
// line that they are about.
func TestDeskLabels(t *testing.T) { // G-TRIG-02, A-46, A-47
	f := new(floor)
	f.add("c1", "", &chat.ChatOpened{Bot: true})
	for i, text := range []string{"it rings", "No.", "it rings!", "No.", "person please"} {
		from := chat.SpeakerCustomer
		if i%2 == 1 {
			from = chat.SpeakerBot
		}
		f.post("c1", "m"+string(rune('0'+i)), from, text)
	}
	f.raise("c1", "frustration", "a1", "m2")    // marked
	f.raise("c1", "bot_repeat", "", "m1", "m3") // detected, dismissed
	f.add("c1", "a1", &chat.TriggerDismissed{Rule: "bot_repeat", Reason: "a standing phrase"})
	f.raise("c1", "bot_wrong", "", "m1", "m2") // detected, revised by m2, confirmed
	f.add("c1", "a1", &chat.TriggerConfirmed{Rule: "bot_wrong"})
	f.raise("c1", "human_request", "", "m4") // confirmed by one, dismissed by another
	f.add("c1", "a1", &chat.TriggerConfirmed{Rule: "human_request"})
	f.add("c1", "a2", &chat.TriggerDismissed{Rule: "human_request"})
	f.raise("c1", "stuck", "", "m4") // no turn has this label
	f.add("c1", "a1", &chat.TriggerConfirmed{Rule: "stuck"})
	f.raise("c1", "billing", "", "m4")   // detected, and nobody said anything
	f.raise("c1", "technical", "", "m0") // an agent changed their mind
	f.add("c1", "a1", &chat.TriggerDismissed{Rule: "technical"})
	f.add("c1", "a1", &chat.TriggerConfirmed{Rule: "technical"})
	want := []map[Name]int{{"technical": 1}, {"bot_bad": 1}, {"dissatisfied": 1}, {"bot_repeat": 0}, {}}
	rows := export(t, f, newBook())
	if len(rows) != len(want) {
		t.Fatalf("%+v", rows)
	}
	for i, r := range rows {
		if !reflect.DeepEqual(r.Labels, want[i]) {
			t.Errorf("turn %d: %v, want %v", i, r.Labels, want[i])
		}
	}
	// What was judged here beats the desk.
	book := newBook()
	book.take(Entry{Chat: "c1", Message: "m2", Marks: Marks{"dissatisfied": false}})
	if r := export(t, f, book)[2]; r.Labels["dissatisfied"] != 0 || r.Raw.By["dissatisfied"] != "label" {
		t.Errorf("%+v", r)
	}
}

func TestPick(t *testing.T) {
	var c Census
	f := two()
	f.add("c3", "", &chat.ChatOpened{}) // says nothing
	f.post("c4", "m1", chat.SpeakerCustomer, "hi")
	f.raise("c4", "frustration", "", "m1")
	f.lines = append(f.lines, []byte("{"), []byte(`{"id":"x","kind":"Unheard"}`))
	for _, l := range f.lines {
		c.Event(l)
	}
	all := c.Chats()
	if len(all) != 4 || all[0].Lines != 3 || all[0].Number != 1 || !all[3].Alerted || all[0].Alerted {
		t.Fatalf("%+v", all)
	}
	first := Pick(all, Order{Chats: 10, Seed: 5}, nil)
	if len(first) != 3 || !reflect.DeepEqual(first, Pick(all, Order{Chats: 10, Seed: 5}, nil)) {
		t.Errorf("%v", first)
	}
	if got := Pick(all, Order{Chats: 1, Alerts: true}, nil); len(got) != 1 || got[0] != "c4" {
		t.Errorf("the loud one first: %v", got)
	}
	if got := Pick(all, Order{Chats: 9}, map[chat.ChatID]bool{"c1": true, "c4": true}); len(got) != 1 || got[0] != "c2" {
		t.Errorf("those that were drawn come again: %v", got)
	}
	seen := map[chat.ChatID]bool{}
	for seed := range int64(20) {
		seen[Pick(all, Order{Chats: 1, Seed: seed}, nil)[0]] = true
	}
	if len(seen) != 3 {
		t.Errorf("the seed draws only %v", seen)
	}
}
